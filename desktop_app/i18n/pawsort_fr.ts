<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Pawsort</source>
        <translation>À propos de Pawsort</translation>
    </message>
    <message>
        <source>&lt;b&gt;Pawsort {version}&lt;/b&gt;&lt;br&gt;Sorts the photos of animal shelters: suggests which breeds a dog looks like, a person decides.&lt;br&gt;&lt;br&gt;Model: {model}&lt;br&gt;Licence: Apache 2.0. Nothing leaves this computer.</source>
        <translation>&lt;b&gt;Pawsort {version}&lt;/b&gt;&lt;br&gt;Trie les photos des refuges&#xa0;: propose à quelles races un chien ressemble, une personne décide.&lt;br&gt;&lt;br&gt;Modèle&#xa0;: {model}&lt;br&gt;Licence&#xa0;: Apache 2.0. Rien ne quitte cet ordinateur.</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>pas encore chargé</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Add folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Add all photos of a folder and the folders in it</source>
        <translation>Ajouter toutes les photos d’un dossier et de ses sous-dossiers</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Ajouter des photos…</translation>
    </message>
    <message>
        <source>Add single photos</source>
        <translation>Ajouter des photos une par une</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Nouvelle session</translation>
    </message>
    <message>
        <source>Put this session away and start an empty one</source>
        <translation>Ranger cette session et en commencer une vide</translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation>Ouvrir une session…</translation>
    </message>
    <message>
        <source>Go on with a session from its file</source>
        <translation>Continuer une session à partir de son fichier</translation>
    </message>
    <message>
        <source>Open recent session</source>
        <translation>Ouvrir une session récente</translation>
    </message>
    <message>
        <source>Go on with one of the sessions that were open last</source>
        <translation>Reprendre l’une des dernières sessions ouvertes</translation>
    </message>
    <message>
        <source>Rename session…</source>
        <translation>Renommer la session…</translation>
    </message>
    <message>
        <source>Give this session&apos;s file another name</source>
        <translation>Donner un autre nom au fichier de cette session</translation>
    </message>
    <message>
        <source>Save a copy of the session…</source>
        <translation>Enregistrer une copie de la session…</translation>
    </message>
    <message>
        <source>Write a copy of the session to a file of your choice</source>
        <translation>Écrire une copie de la session dans un fichier de votre choix</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>Importer des étiquettes…</translation>
    </message>
    <message>
        <source>Bring labels, animals and picks from a table into this session</source>
        <translation>Apporter dans cette session des étiquettes, des animaux et des photos choisies à partir d’un tableau</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Write tables, keywords, folders, or files for shelter software</source>
        <translation>Écrire des tableaux, des mots-clés, des dossiers ou des fichiers pour les logiciels de refuge</translation>
    </message>
    <message>
        <source>Export again</source>
        <translation>Exporter de nouveau</translation>
    </message>
    <message>
        <source>Export as the last time, to the same place</source>
        <translation>Exporter comme la dernière fois, au même endroit</translation>
    </message>
    <message>
        <source>Breeds in shelter software…</source>
        <translation>Les races dans les logiciels de refuge…</translation>
    </message>
    <message>
        <source>Look through what breeds are called in ASM3 and on websites, and change it</source>
        <translation>Parcourir les noms que portent les races dans ASM3 et sur les sites, et les changer</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Close Pawsort; everything is already saved</source>
        <translation>Fermer Pawsort&#xa0;; tout est déjà enregistré</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation>Revenir sur la dernière action</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Do the step again that was taken back</source>
        <translation>Refaire l’action annulée</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Historique…</translation>
    </message>
    <message>
        <source>See what was done in this session, and take back one thing alone</source>
        <translation>Voir ce qui a été fait dans cette session, et annuler une seule chose</translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation>Coller des fichiers</translation>
    </message>
    <message>
        <source>Add the photos and folders that were copied in another program</source>
        <translation>Ajouter les photos et les dossiers copiés dans un autre programme</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Select every photo that the filters show</source>
        <translation>Sélectionner toutes les photos que les filtres montrent</translation>
    </message>
    <message>
        <source>Find by file name</source>
        <translation>Chercher par nom de fichier</translation>
    </message>
    <message>
        <source>Show only photos whose file or folder name holds some text</source>
        <translation>Ne montrer que les photos dont le nom de fichier ou de dossier contient un texte</translation>
    </message>
    <message>
        <source>Try unreadable photos again</source>
        <translation>Réessayer les photos illisibles</translation>
    </message>
    <message>
        <source>Look once more at the selected photos that could not be read</source>
        <translation>Regarder encore une fois les photos choisies qui n’ont pas pu être lues</translation>
    </message>
    <message>
        <source>Try all unreadable ones again</source>
        <translation>Réessayer toutes les photos illisibles</translation>
    </message>
    <message>
        <source>Look once more at every photo that could not be read</source>
        <translation>Examiner encore une fois toutes les photos qui n’ont pas pu être lues</translation>
    </message>
    <message>
        <source>Remove from session</source>
        <translation>Retirer de la session</translation>
    </message>
    <message>
        <source>Take the selected photos out of the session; the files stay</source>
        <translation>Retirer les photos sélectionnées de la session&#xa0;; les fichiers restent</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Réglages…</translation>
    </message>
    <message>
        <source>Language, appearance and how Pawsort works</source>
        <translation>Langue, apparence et fonctionnement de Pawsort</translation>
    </message>
    <message>
        <source>Confirm and go on</source>
        <translation>Confirmer et continuer</translation>
    </message>
    <message>
        <source>Take the first suggestion as the label and go to the next photo to review; a label that is already there is kept</source>
        <translation>Prendre la première suggestion comme étiquette et passer à la prochaine photo à vérifier&#xa0;; une étiquette déjà posée est gardée</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Use this line of the list “Looks like” as the label</source>
        <translation>Prendre cette ligne de la liste «&#xa0;Ressemble à&#xa0;» comme étiquette</translation>
    </message>
    <message>
        <source>Use suggestion 1</source>
        <translation>Prendre la suggestion 1</translation>
    </message>
    <message>
        <source>Use suggestion 2</source>
        <translation>Prendre la suggestion 2</translation>
    </message>
    <message>
        <source>Use suggestion 3</source>
        <translation>Prendre la suggestion 3</translation>
    </message>
    <message>
        <source>Use suggestion 4</source>
        <translation>Prendre la suggestion 4</translation>
    </message>
    <message>
        <source>Use suggestion 5</source>
        <translation>Prendre la suggestion 5</translation>
    </message>
    <message>
        <source>Another breed…</source>
        <translation>Autre race…</translation>
    </message>
    <message>
        <source>Search all breeds by typing a part of the name</source>
        <translation>Chercher parmi toutes les races en tapant une partie du nom</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Mix of breeds…</source>
        <translation>Croisement…</translation>
    </message>
    <message>
        <source>A mix: of two or three breeds, or of breeds that nobody knows</source>
        <translation>Un croisement&#xa0;: de deux ou trois races, ou de races inconnues</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Croisement</translation>
    </message>
    <message>
        <source>Label with the kind</source>
        <translation>Étiqueter avec le type</translation>
    </message>
    <message>
        <source>Take the kind of dog that it looks like (spaniel, terrier…) as the label, where no breed is sure</source>
        <translation>Prendre comme étiquette le type de chien auquel il ressemble (épagneul, terrier…), quand aucune race n’est sûre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>A dog whose breed cannot be told</source>
        <translation>Un chien dont on ne peut pas dire la race</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>There is no dog in the photo</source>
        <translation>Il n’y a pas de chien sur la photo</translation>
    </message>
    <message>
        <source>Clear label</source>
        <translation>Effacer l’étiquette</translation>
    </message>
    <message>
        <source>Take the label away, so that the photo is to review again</source>
        <translation>Retirer l’étiquette&#xa0;: la photo sera de nouveau à vérifier</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Next photo to review</source>
        <translation>Prochaine photo à vérifier</translation>
    </message>
    <message>
        <source>Go to the next photo that has no label yet</source>
        <translation>Aller à la prochaine photo sans étiquette</translation>
    </message>
    <message>
        <source>Previous photo to review</source>
        <translation>Photo précédente à vérifier</translation>
    </message>
    <message>
        <source>Go back to the photo before that has no label yet</source>
        <translation>Revenir à la photo précédente sans étiquette</translation>
    </message>
    <message>
        <source>Go on after every label</source>
        <translation>Continuer après chaque étiquette</translation>
    </message>
    <message>
        <source>Go to the next photo to review after every label, not only after Confirm</source>
        <translation>Passer à la prochaine photo à vérifier après chaque étiquette, pas seulement après Confirmer</translation>
    </message>
    <message>
        <source>What Pawsort has learned…</source>
        <translation>Ce que Pawsort a appris…</translation>
    </message>
    <message>
        <source>See which breeds were learned from labels, here and in other sessions</source>
        <translation>Voir quelles races ont été apprises à partir des étiquettes, ici et dans d’autres sessions</translation>
    </message>
    <message>
        <source>Learn from corrections</source>
        <translation>Apprendre des corrections</translation>
    </message>
    <message>
        <source>Let labels make the next suggestions better, or only the model suggest</source>
        <translation>Laisser les étiquettes améliorer les suggestions suivantes, ou le modèle seul faire des suggestions</translation>
    </message>
    <message>
        <source>Look at the photo large</source>
        <translation>Voir la photo en grand</translation>
    </message>
    <message>
        <source>Show the photo over the whole window; the same key closes it</source>
        <translation>Montrer la photo sur toute la fenêtre&#xa0;; la même touche la referme</translation>
    </message>
    <message>
        <source>Next dog in the photo</source>
        <translation>Chien suivant de la photo</translation>
    </message>
    <message>
        <source>In a photo of several dogs, choose the next one: suggestions and labels are then of that dog; of one dog, show where it is</source>
        <translation>Sur une photo de plusieurs chiens, choisir le suivant&#xa0;: suggestions et étiquettes sont alors celles de ce chien&#xa0;; s’il n’y en a qu’un, montrer où il est</translation>
    </message>
    <message>
        <source>Zoom to the dog</source>
        <translation>Zoomer sur le chien</translation>
    </message>
    <message>
        <source>Show the dog instead of the whole photo, in thumbnails, the large view and the review; again: whole photos</source>
        <translation>Montrer le chien au lieu de toute la photo, dans les vignettes, la grande vue et la revue&#xa0;; encore une fois&#xa0;: les photos entières</translation>
    </message>
    <message>
        <source>Why does it look like that?</source>
        <translation>Pourquoi y ressemble-t-il&#xa0;?</translation>
    </message>
    <message>
        <source>Show which part of the photo spoke for the first breed; the same key ends it</source>
        <translation>Montrer quelle partie de la photo a parlé pour la première race&#xa0;; la même touche y met fin</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Pourquoi&#xa0;?</translation>
    </message>
    <message>
        <source>More like this one</source>
        <translation>Photos ressemblant à celle-ci</translation>
    </message>
    <message>
        <source>Show only the photos that look most like this one; Esc shows all again</source>
        <translation>N’afficher que les photos qui ressemblent le plus à celle-ci&#xa0;; Échap les affiche de nouveau toutes</translation>
    </message>
    <message>
        <source>What it was learned from</source>
        <translation>D’où cela est appris</translation>
    </message>
    <message>
        <source>Show only the photos whose labels stand behind the suggestion; Esc goes back to what was shown</source>
        <translation>Ne montrer que les photos dont les étiquettes sont à l’origine de la suggestion&#xa0;; Échap revient à ce qui était affiché</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Montrer dans le dossier</translation>
    </message>
    <message>
        <source>Open the folder that holds the photo</source>
        <translation>Ouvrir le dossier qui contient la photo</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copier l’emplacement</translation>
    </message>
    <message>
        <source>Put the place of the photo&apos;s file on the clipboard</source>
        <translation>Mettre l’emplacement du fichier de la photo dans le presse-papiers</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Vignettes plus grandes</translation>
    </message>
    <message>
        <source>Show fewer, larger photos</source>
        <translation>Montrer moins de photos, plus grandes</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Vignettes plus petites</translation>
    </message>
    <message>
        <source>Show more, smaller photos</source>
        <translation>Montrer plus de photos, plus petites</translation>
    </message>
    <message>
        <source>Arrange again</source>
        <translation>Ranger à nouveau</translation>
    </message>
    <message>
        <source>Sort and filter anew; photos stay where they are while you work</source>
        <translation>Trier et filtrer à nouveau&#xa0;; les photos ne bougent pas pendant que vous travaillez</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Regrouper</translation>
    </message>
    <message>
        <source>Show photos in sections: by breed, folder or state</source>
        <translation>Montrer les photos par sections&#xa0;: par race, dossier ou état</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>Show or hide the filters at the left</source>
        <translation>Montrer ou cacher les filtres à gauche</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Panneau latéral</translation>
    </message>
    <message>
        <source>Show or hide the panel at the right</source>
        <translation>Montrer ou cacher le panneau à droite</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Montrer toutes les photos</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>All photos side by side, with filters and the photo in focus large</source>
        <translation>Toutes les photos côte à côte, avec les filtres et la photo choisie en grand</translation>
    </message>
    <message>
        <source>Animals</source>
        <translation>Animaux</translation>
    </message>
    <message>
        <source>One row an animal, and one key for all its photos</source>
        <translation>Une ligne par animal, et une touche pour toutes ses photos</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Passer en revue</translation>
    </message>
    <message>
        <source>Photo by photo, as large as the window, until nothing is left to decide</source>
        <translation>Photo par photo, en grand dans toute la fenêtre, jusqu’à ce qu’il n’en reste plus à décider</translation>
    </message>
    <message>
        <source>Take all filters away</source>
        <translation>Enlever tous les filtres</translation>
    </message>
    <message>
        <source>Statistics…</source>
        <translation>Statistiques…</translation>
    </message>
    <message>
        <source>See in charts and tables how far the session is, and what was decided</source>
        <translation>Voir en graphiques et en tableaux où en est la session et ce qui a été décidé</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Light, dark, or as the rest of the computer</source>
        <translation>Claire, sombre, ou comme le reste de l’ordinateur</translation>
    </message>
    <message>
        <source>Pause suggestions</source>
        <translation>Suspendre les suggestions</translation>
    </message>
    <message>
        <source>Stop looking at photos for a while, or go on</source>
        <translation>Cesser un moment d’examiner les photos, ou reprendre</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Show this sheet</source>
        <translation>Montrer cette feuille</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Guide d’utilisation</translation>
    </message>
    <message>
        <source>Read how Pawsort works; the guide is on this computer</source>
        <translation>Lire comment fonctionne Pawsort&#xa0;; le guide est sur cet ordinateur</translation>
    </message>
    <message>
        <source>About Pawsort</source>
        <translation>À propos de Pawsort</translation>
    </message>
    <message>
        <source>Version, model and licences</source>
        <translation>Version, modèle et licences</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Édition</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>É&amp;tiquettes</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Flèches</translation>
    </message>
    <message>
        <source>Move from photo to photo</source>
        <translation>Passer d’une photo à l’autre</translation>
    </message>
    <message>
        <source>Tab, Shift + Tab</source>
        <translation>Tab, Maj + Tab</translation>
    </message>
    <message>
        <source>In a photo of several dogs, choose the next one or the one before; after the last one, move on</source>
        <translation>Sur une photo de plusieurs chiens, choisir le suivant ou le précédent&#xa0;; après le dernier, aller plus loin</translation>
    </message>
    <message>
        <source>Shift + arrow keys, Shift + click</source>
        <translation>Maj + flèches, Maj + clic</translation>
    </message>
    <message>
        <source>Select everything up to there</source>
        <translation>Sélectionner tout jusque-là</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + clic</translation>
    </message>
    <message>
        <source>Add one photo to the selection</source>
        <translation>Ajouter une photo à la sélection</translation>
    </message>
    <message>
        <source>Ctrl + mouse wheel</source>
        <translation>Ctrl + molette</translation>
    </message>
    <message>
        <source>Change the size of thumbnails</source>
        <translation>Changer la taille des vignettes</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Leave the breed search, the mix, the search for a file or the large photo</source>
        <translation>Quitter la recherche de race, le croisement, la recherche de fichier ou la grande photo</translation>
    </message>
    <message>
        <source>↑, ↓</source>
        <translation>↑, ↓</translation>
    </message>
    <message>
        <source>Move from row to row; with Shift, select several</source>
        <translation>Passer d’une ligne à l’autre&#xa0;; avec Maj, en sélectionner plusieurs</translation>
    </message>
    <message>
        <source>←, →</source>
        <translation>←, →</translation>
    </message>
    <message>
        <source>Move from photo to photo in the row; keys are then for that photo</source>
        <translation>Passer d’une photo à l’autre dans la ligne&#xa0;; les touches valent alors pour cette photo</translation>
    </message>
    <message>
        <source>Come back to the row as a whole</source>
        <translation>Revenir à la ligne entière</translation>
    </message>
    <message>
        <source>Look back at photos that were decided, and come back; on a page, move</source>
        <translation>Revoir les photos déjà décidées, puis revenir&#xa0;; sur une page, se déplacer</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Look at the photo closely, where the pointer is; drag it to see the rest</source>
        <translation>Regarder la photo de près, à l’endroit du pointeur&#xa0;; la faire glisser pour voir le reste</translation>
    </message>
    <message>
        <source>End the review; everything is saved</source>
        <translation>Terminer la revue&#xa0;; tout est enregistré</translation>
    </message>
    <message>
        <source>&amp;Animals</source>
        <translation>&amp;Animaux</translation>
    </message>
    <message>
        <source>Same label for the whole row</source>
        <translation>Même étiquette pour toute la ligne</translation>
    </message>
    <message>
        <source>Give what most photos of the row look like to all of them, also to those that look different</source>
        <translation>Donner à toutes les photos de la ligne, même à celles qui semblent différentes, la race à laquelle la plupart ressemblent</translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation>Laisser la photo de côté</translation>
    </message>
    <message>
        <source>Keep the photo in focus from what its row gets; the same key ends it</source>
        <translation>La photo active ne reçoit pas ce que reçoit sa ligne&#xa0;; la même touche y met fin</translation>
    </message>
    <message>
        <source>Open or close the row</source>
        <translation>Ouvrir ou fermer la ligne</translation>
    </message>
    <message>
        <source>Show all photos of the row, or one line of them</source>
        <translation>Montrer toutes les photos de la ligne, ou une seule rangée</translation>
    </message>
    <message>
        <source>Name the animal…</source>
        <translation>Nommer l’animal…</translation>
    </message>
    <message>
        <source>Say what the animal of the row is called: name, number, species, a note</source>
        <translation>Dire comment s’appelle l’animal de la ligne&#xa0;: nom, numéro, espèce, remarque</translation>
    </message>
    <message>
        <source>Join with the next row</source>
        <translation>Réunir avec la ligne suivante</translation>
    </message>
    <message>
        <source>One animal: join the selected rows, or the row with the one below it</source>
        <translation>Un seul animal&#xa0;: réunir les lignes sélectionnées, ou la ligne et celle du dessous</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>Séparer</translation>
    </message>
    <message>
        <source>Another animal: take the photo in focus out of its row, or all of them</source>
        <translation>Un autre animal&#xa0;: sortir de la ligne la photo active, ou toutes ses photos</translation>
    </message>
    <message>
        <source>Same dog?…</source>
        <translation>Même chien&#xa0;?…</translation>
    </message>
    <message>
        <source>Be asked of photos that look alike whether they show the same dog</source>
        <translation>Répondre, pour des photos qui se ressemblent, si elles montrent le même chien</translation>
    </message>
    <message>
        <source>Animals from names…</source>
        <translation>Animaux d’après les noms…</translation>
    </message>
    <message>
        <source>Let the names of folders or files say whose photos they are, by a pattern that you see working</source>
        <translation>Laisser les noms des dossiers ou des fichiers dire à qui sont les photos, selon un modèle dont vous voyez l’effet</translation>
    </message>
    <message>
        <source>Animals from a table…</source>
        <translation>Animaux d’après un tableau…</translation>
    </message>
    <message>
        <source>Let a table say whose photos they are: a photo or folder in each row, and whose</source>
        <translation>Laisser un tableau dire à qui sont les photos&#xa0;: une photo ou un dossier par ligne, et l’animal</translation>
    </message>
    <message>
        <source>Pick for the adoption page</source>
        <translation>Choisir pour la page d’adoption</translation>
    </message>
    <message>
        <source>Put the photo behind the other picks of its animal; the same key takes it out again</source>
        <translation>Placer la photo après les autres photos choisies de son animal&#xa0;; la même touche la retire</translation>
    </message>
    <message>
        <source>Make it the cover</source>
        <translation>En faire la couverture</translation>
    </message>
    <message>
        <source>Make the photo the first of the picks of its animal</source>
        <translation>Faire de la photo la première des photos choisies de son animal</translation>
    </message>
    <message>
        <source>Pick further to the front</source>
        <translation>Avancer la photo choisie</translation>
    </message>
    <message>
        <source>Let the photo change places with the pick before it</source>
        <translation>Échanger la photo avec la photo choisie qui la précède</translation>
    </message>
    <message>
        <source>Pick further to the back</source>
        <translation>Reculer la photo choisie</translation>
    </message>
    <message>
        <source>Let the photo change places with the pick behind it</source>
        <translation>Échanger la photo avec la photo choisie qui la suit</translation>
    </message>
    <message>
        <source>Propose picks</source>
        <translation>Proposer des photos</translation>
    </message>
    <message>
        <source>Fill up the picks of the animal with photos that are sharp, well lit and different from each other</source>
        <translation>Compléter les photos choisies de l’animal par des photos nettes, bien éclairées et différentes les unes des autres</translation>
    </message>
    <message>
        <source>Several dogs</source>
        <translation>Plusieurs chiens</translation>
    </message>
    <message>
        <source>Say that the photo shows several dogs, so that it says nothing of one animal; again: it does not</source>
        <translation>Indiquer que la photo montre plusieurs chiens, si bien qu’elle ne dit rien d’un seul animal&#xa0;; une seconde fois&#xa0;: ce n’est plus le cas</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Revue</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Leave this photo for the end of the review</source>
        <translation>Garder cette photo pour la fin de la revue</translation>
    </message>
    <message>
        <source>Leave out of the page</source>
        <translation>Écarter de la page</translation>
    </message>
    <message>
        <source>Take this photo out of the page; it is shown singly next</source>
        <translation>Retirer cette photo de la page&#xa0;; elle est montrée seule juste après</translation>
    </message>
    <message>
        <source>Keep the label</source>
        <translation>Garder l’étiquette</translation>
    </message>
    <message>
        <source>In a second look: the label is right as it is; the key labels no kind there</source>
        <translation>Au second regard&#xa0;: l’étiquette est bonne telle quelle&#xa0;; cette touche n’y donne pas de type</translation>
    </message>
    <message>
        <source>100% or fit</source>
        <translation>100&#xa0;% ou entière</translation>
    </message>
    <message>
        <source>Show each pixel as one of the screen; again, as before</source>
        <translation>Montrer chaque pixel comme un pixel de l’écran&#xa0;; encore une fois, comme avant</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Tourner la vue</translation>
    </message>
    <message>
        <source>Turn what is shown by a quarter; the photo&apos;s file stays as it is</source>
        <translation>Tourner d’un quart ce qui est montré&#xa0;; le fichier de la photo reste tel quel</translation>
    </message>
    <message>
        <source>Second look…</source>
        <translation>Second regard…</translation>
    </message>
    <message>
        <source>Look again at labels with which the model, a group, or your other labels disagree</source>
        <translation>Regarder de nouveau les étiquettes que le modèle, un groupe ou vos autres étiquettes contredisent</translation>
    </message>
</context>
<context>
    <name>AlikeController</name>
    <message>
        <source>This model cannot tell which photos are alike.</source>
        <translation>Ce modèle ne permet pas de savoir quelles photos se ressemblent.</translation>
    </message>
    <message>
        <source>{file} was not looked at yet, so nothing is known to be like it.</source>
        <translation>{file} n’a pas encore été examinée&#xa0;: on ne sait pas encore ce qui lui ressemble.</translation>
    </message>
    <message>
        <source>What is like {file} is known now. Ask for it again to see it.</source>
        <translation>Les photos qui ressemblent à {file} sont trouvées. Demandez-les de nouveau pour les voir.</translation>
    </message>
</context>
<context>
    <name>AlikePart</name>
    <message>
        <source>Most like</source>
        <translation>Les plus proches de</translation>
    </message>
    <message>
        <source>Show all photos again, not only those that are most like this one (Esc)</source>
        <translation>Afficher de nouveau toutes les photos, et plus seulement celles qui ressemblent le plus à celle-ci (Échap)</translation>
    </message>
    <message>
        <source>Most like {file}: show all photos again</source>
        <translation>Les plus proches de {file}&#xa0;: afficher de nouveau toutes les photos</translation>
    </message>
</context>
<context>
    <name>AloneLines</name>
    <message>
        <source>Line of the table</source>
        <translation>Ligne du tableau</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
</context>
<context>
    <name>AnimalLines</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
</context>
<context>
    <name>AnimalOffer</name>
    <message>
        <source>Look at them…</source>
        <translation>Les examiner…</translation>
    </message>
    <message>
        <source>Not in this session</source>
        <translation>Pas dans cette session</translation>
    </message>
</context>
<context>
    <name>AnimalWords</name>
    <message>
        <source>Undecided</source>
        <translation>Pas encore décidé</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>En désaccord</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Décidé</translation>
    </message>
    <message>
        <source>Dog</source>
        <translation>Chien</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Other animal</source>
        <translation>Autre animal</translation>
    </message>
    <message>
        <source>Animal without a name</source>
        <translation>Animal sans nom</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) taken together</source>
        <translation>
            <numerusform>%Ln photo prise d’affilée</numerusform>
            <numerusform>%Ln photos prises d’affilée</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near-duplicate(s)</source>
        <translation>
            <numerusform>%Ln photo presque identique</numerusform>
            <numerusform>%Ln photos presque identiques</numerusform>
        </translation>
    </message>
    <message>
        <source>{some} of {all} looked at</source>
        <translation>{some} sur {all} examinées</translation>
    </message>
    <message>
        <source>No common breed</source>
        <translation>Pas de race commune</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some} sur {all}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sure</source>
        <translation>
            <numerusform>%Ln sûre</numerusform>
            <numerusform>%Ln sûres</numerusform>
        </translation>
    </message>
    <message>
        <source>probably no dog</source>
        <translation>probablement pas de chien</translation>
    </message>
    <message>
        <source>looks like {breed}</source>
        <translation>ressemble à&#xa0;: {breed}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln left</source>
        <translation>
            <numerusform>%Ln à décider</numerusform>
            <numerusform>%Ln à décider</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} labelled {label}</source>
        <translation>{count} avec l’étiquette {label}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s): {labels}</source>
        <translation>
            <numerusform>%Ln étiquette&#xa0;: {labels}</numerusform>
            <numerusform>%Ln étiquettes&#xa0;: {labels}</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message numerus="yes">
        <source>Confirm %Ln</source>
        <translation>
            <numerusform>Confirmer %Ln</numerusform>
            <numerusform>Confirmer %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln</source>
        <translation>
            <numerusform>Les %Ln</numerusform>
            <numerusform>Les %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>{breed}?</source>
        <translation>{breed}&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s) · all go out</source>
        <translation>
            <numerusform>%Ln photo choisie · elle part</numerusform>
            <numerusform>%Ln photos choisies · toutes partent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s) · Petfinder {some} · others {fewer}</source>
        <translation>
            <numerusform>%Ln photo choisie · Petfinder {some} · autres {fewer}</numerusform>
            <numerusform>%Ln photos choisies · Petfinder {some} · autres {fewer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s): all would go to Petfinder, Adopt-a-Pet and RescueGroups</source>
        <translation>
            <numerusform>%Ln photo choisie&#xa0;: elle irait à Petfinder, Adopt-a-Pet et RescueGroups</numerusform>
            <numerusform>%Ln photos choisies&#xa0;: toutes iraient à Petfinder, Adopt-a-Pet et RescueGroups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s): {some} would go to Petfinder, {fewer} to Adopt-a-Pet and RescueGroups</source>
        <translation>
            <numerusform>%Ln photo choisie&#xa0;: {some} irait à Petfinder, {fewer} à Adopt-a-Pet et RescueGroups</numerusform>
            <numerusform>%Ln photos choisies&#xa0;: {some} iraient à Petfinder, {fewer} à Adopt-a-Pet et RescueGroups</numerusform>
        </translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Note&#xa0;: {note}</translation>
    </message>
    <message>
        <source>Species: {species}</source>
        <translation>Espèce&#xa0;: {species}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>laissée de côté</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>décidé</translation>
    </message>
    <message>
        <source>looks like something else than the others</source>
        <translation>ressemble à autre chose que les autres</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) decided</source>
        <translation>
            <numerusform>%Ln ligne décidée</numerusform>
            <numerusform>%Ln lignes décidées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) whose photos disagree</source>
        <translation>
            <numerusform>%Ln ligne dont les photos se contredisent</numerusform>
            <numerusform>%Ln lignes dont les photos se contredisent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) to decide</source>
        <translation>
            <numerusform>%Ln ligne à décider</numerusform>
            <numerusform>%Ln lignes à décider</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln ligne</numerusform>
            <numerusform>%Ln lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>Show decided ({count})</source>
        <translation>Montrer les décidés ({count})</translation>
    </message>
    <message numerus="yes">
        <source>%Ln single photo(s): go through them in Review</source>
        <translation>
            <numerusform>%Ln photo seule&#xa0;: la voir dans la revue</numerusform>
            <numerusform>%Ln photos seules&#xa0;: les parcourir dans la revue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of this row cannot be seen yet. Nothing was labelled.</source>
        <translation>
            <numerusform>%Ln photo de cette ligne n’est pas encore visible. Rien n’a été étiqueté.</numerusform>
            <numerusform>%Ln photos de cette ligne ne sont pas encore visibles. Rien n’a été étiqueté.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more photo(s) of this row to look at</source>
        <translation>
            <numerusform>Encore %Ln photo de cette ligne à regarder</numerusform>
            <numerusform>Encore %Ln photos de cette ligne à regarder</numerusform>
        </translation>
    </message>
    <message>
        <source>These photos have no breed in common: choose one for the row, or go through them with ← and →.</source>
        <translation>Ces photos n’ont pas de race commune&#xa0;: choisissez-en une pour la ligne, ou parcourez-les avec ← et →.</translation>
    </message>
    <message>
        <source>These photos have no kind of dog in common. Nothing was labelled.</source>
        <translation>Ces photos n’ont pas de type de chien en commun. Rien n’a été étiqueté.</translation>
    </message>
    <message>
        <source>No kind of dog stands out for this photo. Nothing was labelled.</source>
        <translation>Aucun type de chien ne ressort pour cette photo. Rien n’a été étiqueté.</translation>
    </message>
    <message>
        <source>Choose a photo of the row with ← and → first.</source>
        <translation>Choisissez d’abord une photo de la ligne avec ← et →.</translation>
    </message>
    <message>
        <source>The photo is left out of what its row gets.</source>
        <translation>La photo ne recevra pas ce que reçoit sa ligne.</translation>
    </message>
    <message>
        <source>The photo is no longer left out.</source>
        <translation>La photo n’est plus laissée de côté.</translation>
    </message>
    <message>
        <source>Choose a photo of the row first, with ← and →.</source>
        <translation>Choisissez d’abord une photo de la ligne, avec ← et →.</translation>
    </message>
    <message>
        <source>Nothing left to decide here.</source>
        <translation>Il ne reste rien à décider ici.</translation>
    </message>
    <message>
        <source>No photo of this row can be labelled: they are left out, or cannot be read.</source>
        <translation>Aucune photo de cette ligne ne peut être étiquetée&#xa0;: elles sont laissées de côté ou illisibles.</translation>
    </message>
    <message>
        <source>Breed for {name}…</source>
        <translation>Race pour {name}…</translation>
    </message>
    <message>
        <source>Both rows are in sight now. The same key once more joins them.</source>
        <translation>Les deux lignes sont maintenant visibles. La même touche, encore une fois, les réunit.</translation>
    </message>
    <message>
        <source>There is no row below to join with. Select two rows, or drag a photo onto another row.</source>
        <translation>Il n’y a pas de ligne en dessous à réunir. Sélectionnez deux lignes, ou faites glisser une photo sur une autre ligne.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Réunir</translation>
    </message>
    <message>
        <source>{number} is the number of {name} already ({count}). Is it the same animal?</source>
        <translation>{number} est déjà le numéro de {name} ({count}). Est-ce le même animal&#xa0;?</translation>
    </message>
    <message>
        <source>There is {name} already ({count}). Is it the same animal?</source>
        <translation>Il y a déjà {name} ({count}). Est-ce le même animal&#xa0;?</translation>
    </message>
    <message>
        <source>Another animal</source>
        <translation>Un autre animal</translation>
    </message>
    <message>
        <source>{names} are animals of their own. Put all their photos together as {kept}?</source>
        <translation>{names} sont des animaux différents. Réunir toutes leurs photos sous le nom de {kept}&#xa0;?</translation>
    </message>
</context>
<context>
    <name>AnimalsDialog</name>
    <message>
        <source>Make animals</source>
        <translation>Créer les animaux</translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation>Examen des photos…</translation>
    </message>
</context>
<context>
    <name>AnimalsFromNamesDialog</name>
    <message>
        <source>Animals from names</source>
        <translation>Animaux d’après les noms</translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation>Dossier ou fichier</translation>
    </message>
    <message>
        <source>A pattern of your own</source>
        <translation>Un modèle à vous</translation>
    </message>
    <message>
        <source>Names of folders</source>
        <translation>Noms des dossiers</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>Noms des fichiers</translation>
    </message>
    <message>
        <source>What the names look like</source>
        <translation>À quoi ressemblent les noms</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Whose names</source>
        <translation>De quels noms il s’agit</translation>
    </message>
    <message>
        <source>&amp;Names look like</source>
        <translation>&amp;Forme des noms</translation>
    </message>
    <message>
        <source>&amp;Pattern</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>{name} and {number} are those of the animal, {date} is a date, {any} is anything else. A question mark says that something may be missing: {optional}. Spaces, _ and - stand for each other.</source>
        <translation>{name} et {number} sont ceux de l’animal, {date} est une date, {any} est n’importe quoi d’autre. Un point d’interrogation dit que quelque chose peut manquer&#xa0;: {optional}. Espaces, _ et - se valent.</translation>
    </message>
</context>
<context>
    <name>AnimalsFromTableDialog</name>
    <message>
        <source>Animals from a table</source>
        <translation>Animaux d’après un tableau</translation>
    </message>
    <message>
        <source>Photo or folder</source>
        <translation>Photo ou dossier</translation>
    </message>
    <message>
        <source>The first line names the columns, in English or French: photo or folder, then name, number, species and note. A photo is given by its file name, or by its path where several are called the same.</source>
        <translation>La première ligne nomme les colonnes, en français ou en anglais&#xa0;: photo ou dossier, puis nom, numéro, espèce et note. Une photo est désignée par le nom de son fichier, ou par son chemin si plusieurs portent le même nom.</translation>
    </message>
    <message>
        <source>{heading} is the {meaning}</source>
        <translation>{heading} = {meaning}</translation>
    </message>
    <message>
        <source>Understood: {columns}.</source>
        <translation>Compris&#xa0;: {columns}.</translation>
    </message>
    <message>
        <source>Left alone: {columns}.</source>
        <translation>Laissé de côté&#xa0;: {columns}.</translation>
    </message>
</context>
<context>
    <name>AnimalsPreview</name>
    <message>
        <source>What would become of the photos</source>
        <translation>Ce que deviendraient les photos</translation>
    </message>
    <message>
        <source>Animals that are found</source>
        <translation>Animaux trouvés</translation>
    </message>
    <message>
        <source>What is left out, and why</source>
        <translation>Ce qui est laissé de côté, et pourquoi</translation>
    </message>
</context>
<context>
    <name>AnimalsSidebar</name>
    <message>
        <source>Animals and groups</source>
        <translation>Animaux et groupes</translation>
    </message>
    <message>
        <source>Rows with photos that still need a label.</source>
        <translation>Lignes dont des photos attendent une étiquette.</translation>
    </message>
    <message>
        <source>Rows whose photos look like different breeds, or have different labels.</source>
        <translation>Lignes dont les photos ressemblent à des races différentes, ou portent des étiquettes différentes.</translation>
    </message>
    <message>
        <source>Rows that have their label; a few photos may be left for Review.</source>
        <translation>Lignes qui ont leur étiquette&#xa0;; quelques photos peuvent rester pour la revue.</translation>
    </message>
</context>
<context>
    <name>AnimalsView</name>
    <message>
        <source>Animals</source>
        <translation>Animaux</translation>
    </message>
</context>
<context>
    <name>AskBar</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>BreedBox</name>
    <message>
        <source>Breeds that match</source>
        <translation>Races trouvées</translation>
    </message>
    <message>
        <source>Search for a breed</source>
        <translation>Chercher une race</translation>
    </message>
    <message>
        <source>Type a part of the name, choose with the arrow keys, then press Enter.</source>
        <translation>Tapez une partie du nom, choisissez avec les flèches, puis appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Use “{name}” as it is typed</source>
        <translation>Prendre «&#xa0;{name}&#xa0;» tel quel</translation>
    </message>
</context>
<context>
    <name>BreedChooser</name>
    <message>
        <source>Another breed</source>
        <translation>Une autre race</translation>
    </message>
    <message>
        <source>Type a part of the name; Esc leaves.</source>
        <translation>Tapez une partie du nom&#xa0;; Échap quitte.</translation>
    </message>
    <message>
        <source>Breed of the mix…</source>
        <translation>Race du croisement…</translation>
    </message>
    <message>
        <source>Another breed…</source>
        <translation>Autre race…</translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message numerus="yes">
        <source>take %n photo(s) out of the session</source>
        <translation>
            <numerusform>retirer %Ln photo de la session</numerusform>
            <numerusform>retirer %Ln photos de la session</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bring %n photo(s) back</source>
        <translation>
            <numerusform>remettre %Ln photo</numerusform>
            <numerusform>remettre %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>confirm %n suggestion(s)</source>
        <translation>
            <numerusform>confirmer %Ln suggestion</numerusform>
            <numerusform>confirmer %Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change %n photo(s)</source>
        <translation>
            <numerusform>changer %Ln photo</numerusform>
            <numerusform>changer %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label %n photo(s)</source>
        <translation>
            <numerusform>étiqueter %Ln photo</numerusform>
            <numerusform>étiqueter %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>clear the label of %n photo(s)</source>
        <translation>
            <numerusform>effacer l’étiquette de %Ln photo</numerusform>
            <numerusform>effacer l’étiquette de %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label %n photo(s) {label}</source>
        <translation>
            <numerusform>étiqueter %Ln photo {label}</numerusform>
            <numerusform>étiqueter %Ln photos {label}</numerusform>
        </translation>
    </message>
    <message>
        <source>label of dog {number}</source>
        <translation>étiquette du chien {number}</translation>
    </message>
    <message>
        <source>Clearing of the label of dog {number} of {photo}</source>
        <translation>Effacement de l’étiquette du chien {number} de {photo}</translation>
    </message>
    <message>
        <source>{label} for dog {number} of {photo}</source>
        <translation>{label} pour le chien {number} de {photo}</translation>
    </message>
    <message numerus="yes">
        <source>import %n label(s) from {table}</source>
        <translation>
            <numerusform>importer %Ln étiquette de {table}</numerusform>
            <numerusform>importer %Ln étiquettes de {table}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import for %n photo(s) from {table}</source>
        <translation>
            <numerusform>importer de {table} pour %Ln photo</numerusform>
            <numerusform>importer de {table} pour %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>name %n animal(s)</source>
        <translation>
            <numerusform>nommer %Ln animal</numerusform>
            <numerusform>nommer %Ln animaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>answer “Same dog?” for %n photo(s)</source>
        <translation>
            <numerusform>répondre à «&#xa0;Même chien&#xa0;?&#xa0;» pour %Ln photo</numerusform>
            <numerusform>répondre à «&#xa0;Même chien&#xa0;?&#xa0;» pour %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n photo(s) away from their animal</source>
        <translation>
            <numerusform>retirer %Ln photo de son animal</numerusform>
            <numerusform>retirer %Ln photos de leur animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>make %n animal(s) of {photos}</source>
        <translation>
            <numerusform>créer %Ln animal à partir de {photos}</numerusform>
            <numerusform>créer %Ln animaux à partir de {photos}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put %n photo(s) together by animal</source>
        <translation>
            <numerusform>regrouper %Ln photo par animal</numerusform>
            <numerusform>regrouper %Ln photos par animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unpick %n photo(s)</source>
        <translation>
            <numerusform>ne plus choisir %Ln photo</numerusform>
            <numerusform>ne plus choisir %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pick %n photo(s)</source>
        <translation>
            <numerusform>choisir %Ln photo</numerusform>
            <numerusform>choisir %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n photo(s) that they show several dogs</source>
        <translation>
            <numerusform>signaler plusieurs chiens sur %Ln photo</numerusform>
            <numerusform>signaler plusieurs chiens sur %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n photo(s) that they show one dog</source>
        <translation>
            <numerusform>signaler un seul chien sur %Ln photo</numerusform>
            <numerusform>signaler un seul chien sur %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label single dogs in %n photo(s)</source>
        <translation>
            <numerusform>étiqueter des chiens dans %Ln photo</numerusform>
            <numerusform>étiqueter des chiens dans %Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>clear the label of one of several dogs</source>
        <translation>effacer l’étiquette d’un des chiens</translation>
    </message>
    <message>
        <source>label one of several dogs {label}</source>
        <translation>étiqueter un des chiens {label}</translation>
    </message>
    <message>
        <source>Labels of single dogs in {photos}</source>
        <translation>Étiquettes de chiens dans {photos}</translation>
    </message>
    <message>
        <source>Clearing of the label of one dog in {photos}</source>
        <translation>Étiquette d’un chien effacée dans {photos}</translation>
    </message>
    <message>
        <source>{label} for one dog in {photos}</source>
        <translation>{label} pour un chien&#xa0;: {photos}</translation>
    </message>
    <message>
        <source>Details of {animal}</source>
        <translation>Fiche de {animal}</translation>
    </message>
    <message>
        <source>{animal}: {photos}</source>
        <translation>{animal}&#xa0;: {photos}</translation>
    </message>
    <message numerus="yes">
        <source>%n animal(s) of {photos}</source>
        <translation>
            <numerusform>%Ln animal pour {photos}</numerusform>
            <numerusform>%Ln animaux pour {photos}</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer to “Same dog?” for {photos}</source>
        <translation>Réponse à «&#xa0;Même chien&#xa0;?&#xa0;» pour {photos}</translation>
    </message>
    <message>
        <source>Animals of {photos}</source>
        <translation>Animaux de {photos}</translation>
    </message>
    <message>
        <source>Picks: {photos}</source>
        <translation>Photos choisies&#xa0;: {photos}</translation>
    </message>
    <message>
        <source>“Several dogs” for {photos}</source>
        <translation>«&#xa0;Plusieurs chiens&#xa0;» pour {photos}</translation>
    </message>
    <message>
        <source>Import from {table} for {photos}</source>
        <translation>Import de {table} pour {photos}</translation>
    </message>
    <message>
        <source>Removal of {photos}</source>
        <translation>Retrait de {photos}</translation>
    </message>
    <message>
        <source>Return of {photos}</source>
        <translation>Retour de {photos}</translation>
    </message>
    <message>
        <source>Labels for {photos}</source>
        <translation>Étiquettes de {photos}</translation>
    </message>
    <message>
        <source>Clearing of the label of {photos}</source>
        <translation>Effacement de l’étiquette de {photos}</translation>
    </message>
    <message>
        <source>{label} for {photos}</source>
        <translation>{label} pour {photos}</translation>
    </message>
    <message>
        <source>{what} taken back</source>
        <translation>Annulé&#xa0;: {what}</translation>
    </message>
    <message>
        <source>{what} done again</source>
        <translation>Rétabli&#xa0;: {what}</translation>
    </message>
    <message>
        <source>found again in another place: {file}</source>
        <translation>retrouvée à un autre endroit&#xa0;: {file}</translation>
    </message>
    <message>
        <source>taken back: {step}</source>
        <translation>annulé&#xa0;: {step}</translation>
    </message>
    <message>
        <source>done again: {step}</source>
        <translation>rétabli&#xa0;: {step}</translation>
    </message>
</context>
<context>
    <name>ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Drag a column to another place, or move it with Ctrl + arrow keys.</source>
        <translation>Faites glisser une colonne à une autre place, ou déplacez-la avec Ctrl + les flèches.</translation>
    </message>
    <message>
        <source>Choose these</source>
        <translation>Choisir celles-ci</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
</context>
<context>
    <name>ComingLines</name>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Animal</source>
        <translation>Animal</translation>
    </message>
    <message>
        <source>Besides</source>
        <translation>En plus</translation>
    </message>
</context>
<context>
    <name>ConfidencePart</name>
    <message>
        <source>Filter by how sure the suggestion is</source>
        <translation>Filtrer selon la sûreté de la suggestion</translation>
    </message>
    <message>
        <source>Show only photos that the model is sure of, or not</source>
        <translation>Ne montrer que les photos dont le modèle est sûr, ou non</translation>
    </message>
    <message>
        <source>Sure or not</source>
        <translation>Sûr ou non</translation>
    </message>
    <message>
        <source>{word} ({count})</source>
        <translation>{word} ({count})</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>{breed}, {share}</source>
        <translation>{breed}, {share}</translation>
    </message>
    <message>
        <source>No breed</source>
        <translation>Aucune race</translation>
    </message>
    <message>
        <source>{action}: {kind}</source>
        <translation>{action}&#xa0;: {kind}</translation>
    </message>
</context>
<context>
    <name>DogWords</name>
    <message>
        <source>Dog {number} of {count}</source>
        <translation>Chien {number} sur {count}</translation>
    </message>
    <message>
        <source>{dogs} · {key}</source>
        <translation>{dogs} · {key}</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>{dogs} were found. {tab}, {key} or a click on its box chooses another one: what you decide then is for that dog. The label of the first one is that of the photo.</source>
        <translation>{dogs} trouvés. {tab}, {key} ou un clic sur son cadre en choisit un autre&#xa0;: ce que vous décidez alors vaut pour ce chien. L’étiquette du premier est celle de la photo.</translation>
    </message>
    <message>
        <source>Dog {number}: {label}</source>
        <translation>Chien {number}&#xa0;: {label}</translation>
    </message>
    <message>
        <source>This dog has a label from before; it is not found in the photo now.</source>
        <translation>Ce chien a une étiquette d’avant&#xa0;; il n’est pas retrouvé sur la photo maintenant.</translation>
    </message>
    <message>
        <source>Dog {number} of {count} chosen</source>
        <translation>Chien {number} sur {count} choisi</translation>
    </message>
    <message>
        <source>Dog {number} of {count} chosen: looks like {breed}</source>
        <translation>Chien {number} sur {count} choisi&#xa0;: ressemble à {breed}</translation>
    </message>
    <message>
        <source>Dog {number} of {count} chosen: label {label}</source>
        <translation>Chien {number} sur {count} choisi&#xa0;: étiquette {label}</translation>
    </message>
    <message>
        <source>One dog was found in this photo.</source>
        <translation>Un chien a été trouvé sur cette photo.</translation>
    </message>
    <message>
        <source>Where the dog is was not found in this photo.</source>
        <translation>L’endroit où se trouve le chien n’a pas été trouvé sur cette photo.</translation>
    </message>
</context>
<context>
    <name>DogsPart</name>
    <message>
        <source>Filter by how many dogs there are</source>
        <translation>Filtrer par nombre de chiens</translation>
    </message>
    <message>
        <source>Show only photos with one dog, or with several: as you said it, and else as they were found</source>
        <translation>N’afficher que les photos avec un chien, ou avec plusieurs&#xa0;: selon ce que vous avez dit, sinon selon ce qui a été trouvé</translation>
    </message>
    <message>
        <source>Dogs</source>
        <translation>Chiens</translation>
    </message>
    <message>
        <source>One dog</source>
        <translation>Un chien</translation>
    </message>
    <message>
        <source>Several dogs</source>
        <translation>Plusieurs chiens</translation>
    </message>
    <message>
        <source>{what} ({count})</source>
        <translation>{what} ({count})</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open this session</source>
        <translation>Déposez pour ouvrir cette session</translation>
    </message>
    <message>
        <source>Drop to use what another session has learned</source>
        <translation>Déposez pour utiliser ce qu’une autre session a appris</translation>
    </message>
    <message>
        <source>It counts in all your sessions, and can be removed at any time.</source>
        <translation>Cela compte dans toutes vos sessions et peut être retiré à tout moment.</translation>
    </message>
    <message>
        <source>Drop to add these photos</source>
        <translation>Déposez pour ajouter ces photos</translation>
    </message>
    <message>
        <source>Your files stay where they are and are not changed.</source>
        <translation>Vos fichiers restent où ils sont et ne sont pas modifiés.</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Animals from names…</source>
        <translation>Animaux d’après les noms…</translation>
    </message>
    <message>
        <source>Animals from a table…</source>
        <translation>Animaux d’après un tableau…</translation>
    </message>
    <message>
        <source>Review photo by photo</source>
        <translation>Passer en revue photo par photo</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Pas encore de photos</translation>
    </message>
    <message>
        <source>Drop folders of photos on the window to begin.</source>
        <translation>Pour commencer, déposez des dossiers de photos sur la fenêtre.</translation>
    </message>
    <message>
        <source>Looking for photos that belong together…</source>
        <translation>Recherche des photos qui vont ensemble…</translation>
    </message>
    <message>
        <source>Tell Pawsort which photos show the same animal: by the names of folders and files, by a table, or by hand. Photos that were taken within seconds, and photos that are nearly the same, stand together by themselves as soon as they have been looked at.</source>
        <translation>Dites à Pawsort quelles photos montrent le même animal&#xa0;: par les noms des dossiers et des fichiers, par un tableau, ou à la main. Les photos prises à quelques secondes d’intervalle et les photos presque identiques se regroupent d’elles-mêmes dès qu’elles ont été examinées.</translation>
    </message>
    <message>
        <source>No animals yet</source>
        <translation>Pas encore d’animaux</translation>
    </message>
    <message>
        <source>Nothing left to decide</source>
        <translation>Il ne reste rien à décider</translation>
    </message>
    <message>
        <source>Every animal and every group of photos has its label.</source>
        <translation>Chaque animal et chaque groupe de photos a son étiquette.</translation>
    </message>
    <message>
        <source>Nobody disagrees</source>
        <translation>Aucun désaccord</translation>
    </message>
    <message>
        <source>In every row, the photos look like the same breed, and the labels are the same.</source>
        <translation>Dans chaque ligne, les photos ressemblent à la même race et les étiquettes sont les mêmes.</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>Rien n’est encore décidé</translation>
    </message>
    <message>
        <source>Rows come here as soon as they have their label.</source>
        <translation>Les lignes arrivent ici dès qu’elles ont leur étiquette.</translation>
    </message>
</context>
<context>
    <name>EndPage</name>
    <message>
        <source>Back to the photos (Esc)</source>
        <translation>Retour aux photos (Échap)</translation>
    </message>
    <message>
        <source>No more labels to look at again</source>
        <translation>Plus d’étiquette à regarder de nouveau</translation>
    </message>
    <message>
        <source>You are through</source>
        <translation>Vous avez terminé</translation>
    </message>
    <message>
        <source>Nothing to review yet</source>
        <translation>Rien à passer en revue pour l’instant</translation>
    </message>
    <message>
        <source>Nothing to review among the photos that the filters show</source>
        <translation>Rien à passer en revue parmi les photos que montrent les filtres</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Rien à passer en revue</translation>
    </message>
    <message>
        <source>Nothing to review: every photo is decided</source>
        <translation>Rien à passer en revue&#xa0;: toutes les photos sont décidées</translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message>
        <source>An export is being written: wait until it is done, or stop it.</source>
        <translation>Une exportation est en cours&#xa0;: attendez qu’elle soit terminée, ou arrêtez-la.</translation>
    </message>
    <message>
        <source>What was chosen could not be remembered: the settings cannot be written.</source>
        <translation>Vos choix n’ont pas pu être retenus&#xa0;: les réglages ne peuvent pas être écrits.</translation>
    </message>
    <message>
        <source>Close Pawsort?</source>
        <translation>Fermer Pawsort&#xa0;?</translation>
    </message>
    <message>
        <source>An export is being written. Stop it and close Pawsort?</source>
        <translation>Une exportation est en cours. L’arrêter et fermer Pawsort&#xa0;?</translation>
    </message>
    <message>
        <source>What is written already is whole and stays.</source>
        <translation>Ce qui est déjà écrit est complet et reste en place.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Arrêter et fermer</translation>
    </message>
    <message>
        <source>Go on exporting</source>
        <translation>Continuer l’exportation</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>What is going to be written</source>
        <translation>Ce qui va être écrit</translation>
    </message>
    <message>
        <source>Names of breeds in the other software…</source>
        <translation>Noms des races dans l’autre logiciel…</translation>
    </message>
    <message>
        <source>Say where to write to.</source>
        <translation>Indiquez où écrire.</translation>
    </message>
    <message>
        <source>Nothing can be written like this.</source>
        <translation>Rien ne peut être écrit ainsi.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
</context>
<context>
    <name>ExportMessages</name>
    <message>
        <source>Show in folder</source>
        <translation>Afficher dans le dossier</translation>
    </message>
    <message>
        <source>What was left out…</source>
        <translation>Ce qui a été laissé de côté…</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Arrêté&#xa0;; rien n’a été écrit.</translation>
    </message>
    <message>
        <source>Open the export…</source>
        <translation>Ouvrir l’exportation…</translation>
    </message>
</context>
<context>
    <name>ExportOptions</name>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tableaux ({endings});;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>ExportPlace</name>
    <message>
        <source>Everything is written beside the photos.</source>
        <translation>Tout est écrit à côté des photos.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>Fichier à écrire</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>Dossier dans lequel écrire</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exporter vers</translation>
    </message>
</context>
<context>
    <name>ExportQuestions</name>
    <message>
        <source>Which photos</source>
        <translation>Quelles photos</translation>
    </message>
    <message>
        <source>The animals that are shown (photos: {count})</source>
        <translation>Les animaux affichés (photos&#xa0;: {count})</translation>
    </message>
    <message>
        <source>The selected animals (photos: {count})</source>
        <translation>Les animaux sélectionnés (photos&#xa0;: {count})</translation>
    </message>
    <message>
        <source>All photos of the session ({count})</source>
        <translation>Toutes les photos de la session ({count})</translation>
    </message>
    <message>
        <source>The photos that the filters show ({count})</source>
        <translation>Les photos que les filtres montrent ({count})</translation>
    </message>
    <message>
        <source>The selected photos ({count})</source>
        <translation>Les photos sélectionnées ({count})</translation>
    </message>
</context>
<context>
    <name>ExportStatus</name>
    <message>
        <source>Stop the export</source>
        <translation>Arrêter l’exportation</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Writing: {done} of {total}</source>
        <translation>Écriture&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>Stopped. What was written stands beside the photos: {what}.</source>
        <translation>Arrêté. Ce qui a été écrit se trouve à côté des photos&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>Written beside the photos: {what}.</source>
        <translation>Écrit à côté des photos&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>Written to {place}: {what}.</source>
        <translation>Écrit dans {place}&#xa0;: {what}.</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>The file is empty.</source>
        <translation>Le fichier est vide.</translation>
    </message>
    <message>
        <source>The file is not there: it was moved, renamed or deleted.</source>
        <translation>Le fichier n’est plus là&#xa0;: il a été déplacé, renommé ou supprimé.</translation>
    </message>
    <message>
        <source>You may not read this file: ask whoever owns it for permission.</source>
        <translation>Vous n’avez pas le droit de lire ce fichier&#xa0;: demandez la permission à son propriétaire.</translation>
    </message>
    <message>
        <source>Another program uses this file and lets nobody else read it: close it there, then try again.</source>
        <translation>Un autre programme utilise ce fichier et ne laisse personne d’autre le lire&#xa0;: fermez-le dans ce programme, puis réessayez.</translation>
    </message>
    <message>
        <source>This is a folder, not a photo.</source>
        <translation>C’est un dossier, pas une photo.</translation>
    </message>
    <message>
        <source>This is a device or a pipe, not a photo.</source>
        <translation>C’est un périphérique ou un tube, pas une photo.</translation>
    </message>
    <message>
        <source>This is a link to a file that is not there.</source>
        <translation>C’est un lien vers un fichier qui n’existe pas.</translation>
    </message>
    <message>
        <source>This link leads in a circle, back to itself.</source>
        <translation>Ce lien tourne en rond et ramène à lui-même.</translation>
    </message>
    <message>
        <source>The file&apos;s name is too long for this system: give it a shorter one.</source>
        <translation>Le nom du fichier est trop long pour ce système&#xa0;: donnez-lui-en un plus court.</translation>
    </message>
    <message>
        <source>The file&apos;s name cannot be used on this system: give it another one.</source>
        <translation>Le nom du fichier ne peut pas être utilisé sur ce système&#xa0;: donnez-lui-en un autre.</translation>
    </message>
    <message>
        <source>The disk or card reports an error on this file: copy it again from where it came from.</source>
        <translation>Le disque ou la carte signale une erreur sur ce fichier&#xa0;: copiez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>The file is longer than {megabytes} MB: that is no photo.</source>
        <translation>Le fichier fait plus de {megabytes} Mo&#xa0;: ce n’est pas une photo.</translation>
    </message>
    <message>
        <source>The file cannot be read ({detail}).</source>
        <translation>Le fichier ne peut pas être lu ({detail}).</translation>
    </message>
    <message>
        <source>This file is cut short: only part of the photo is there. Copy it again from where it came from.</source>
        <translation>Ce fichier est tronqué&#xa0;: il n’y a qu’une partie de la photo. Copiez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>The photo is damaged and cannot be shown. Copy it again from where it came from.</source>
        <translation>La photo est abîmée et ne peut pas être montrée. Copiez-la de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>The photo is damaged: it claims to be stored in far too many layers.</source>
        <translation>La photo est abîmée&#xa0;: elle prétend être faite de beaucoup trop de couches.</translation>
    </message>
    <message>
        <source>The photo has no pixels: its width or height is zero.</source>
        <translation>La photo n’a pas de pixels&#xa0;: sa largeur ou sa hauteur est nulle.</translation>
    </message>
    <message>
        <source>The photo is too large: {width} by {height} pixels, more than {most} megapixels. Save it in a smaller size.</source>
        <translation>La photo est trop grande&#xa0;: {width} sur {height} pixels, plus de {most} mégapixels. Enregistrez-la en plus petit.</translation>
    </message>
    <message>
        <source>There is not enough memory for this photo: close other programs, or save it in a smaller size.</source>
        <translation>Il n’y a pas assez de mémoire pour cette photo&#xa0;: fermez d’autres programmes, ou enregistrez-la en plus petit.</translation>
    </message>
    <message>
        <source>The file unpacks to far more than a photo needs, so it was not opened.</source>
        <translation>Le fichier se décompresse en bien plus qu’il ne faut pour une photo&#xa0;; il n’a donc pas été ouvert.</translation>
    </message>
    <message>
        <source>The decoder stopped at this photo, which is damaged. Copy it again from where it came from, or open it in another program and save it as JPEG.</source>
        <translation>Le décodeur s’est arrêté sur cette photo, qui est endommagée. Copiez-la de nouveau depuis sa source, ou ouvrez-la dans un autre programme et enregistrez-la en JPEG.</translation>
    </message>
    <message>
        <source>The decoder was still busy with this photo after {seconds} seconds and was stopped. Copy it again from where it came from, or open it in another program and save it as JPEG.</source>
        <translation>Le décodeur travaillait encore sur cette photo après {seconds} secondes et a été arrêté. Copiez-la de nouveau depuis sa source, ou ouvrez-la dans un autre programme et enregistrez-la en JPEG.</translation>
    </message>
    <message>
        <source>What reads photos of this kind could not be started ({detail}). Close other programs, start Pawsort again and try this photo again.</source>
        <translation>Ce qui lit les photos de ce type n’a pas pu démarrer ({detail}). Fermez d’autres programmes, relancez Pawsort et essayez de nouveau cette photo.</translation>
    </message>
    <message>
        <source>Pawsort ended twice while it looked at this photo, so it was put aside. Copy it again from where it came from, or let unreadable photos be tried again.</source>
        <translation>Pawsort s’est arrêté deux fois pendant qu’il examinait cette photo&#xa0;; elle a donc été mise de côté. Copiez-la de nouveau depuis sa source, ou réessayez les photos illisibles.</translation>
    </message>
    <message>
        <source>The file begins like {kind} but is damaged or cut short. Copy it again from where it came from.</source>
        <translation>Le fichier commence comme {kind}, mais il est abîmé ou tronqué. Copiez-le de nouveau depuis sa source.</translation>
    </message>
    <message>
        <source>This is not a photo; it looks like {kind}.</source>
        <translation>Ce n’est pas une photo&#xa0;; cela ressemble à {kind}.</translation>
    </message>
    <message>
        <source>This is {kind}, which Pawsort cannot read: export it as JPEG with the program or camera it comes from, and add the JPEG.</source>
        <translation>C’est {kind}, que Pawsort ne sait pas lire&#xa0;: exportez en JPEG avec le logiciel ou l’appareil d’origine, puis ajoutez le JPEG.</translation>
    </message>
    <message>
        <source>This is not a photo, or one of a kind that Pawsort does not know.</source>
        <translation>Ce n’est pas une photo, ou elle est d’un type que Pawsort ne connaît pas.</translation>
    </message>
    <message>
        <source>a JPEG photo</source>
        <translation>une photo JPEG</translation>
    </message>
    <message>
        <source>a PNG photo</source>
        <translation>une photo PNG</translation>
    </message>
    <message>
        <source>a WebP photo</source>
        <translation>une photo WebP</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation>une image GIF</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>une photo HEIC</translation>
    </message>
    <message>
        <source>an AVIF photo</source>
        <translation>une photo AVIF</translation>
    </message>
    <message>
        <source>a BMP picture</source>
        <translation>une image BMP</translation>
    </message>
    <message>
        <source>a TIFF picture</source>
        <translation>une image TIFF</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>une image JPEG 2000</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>un document PDF</translation>
    </message>
    <message>
        <source>a film</source>
        <translation>un film</translation>
    </message>
    <message>
        <source>a ZIP archive or an office document</source>
        <translation>une archive ZIP ou un document bureautique</translation>
    </message>
    <message>
        <source>a drawing (SVG)</source>
        <translation>un dessin (SVG)</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>une page web</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>un document PostScript</translation>
    </message>
    <message>
        <source>a raw photo of a camera</source>
        <translation>une photo brute d’appareil photo (RAW)</translation>
    </message>
    <message>
        <source>a series of photos in one file</source>
        <translation>une série de photos dans un seul fichier</translation>
    </message>
    <message>
        <source>a picture with layers, of Photoshop or GIMP</source>
        <translation>une image à calques de Photoshop ou de GIMP</translation>
    </message>
    <message>
        <source>a JPEG XL photo</source>
        <translation>une photo JPEG XL</translation>
    </message>
    <message>
        <source>a picture of a rare kind</source>
        <translation>une image d’un format rare</translation>
    </message>
    <message>
        <source>a document</source>
        <translation>un document</translation>
    </message>
    <message>
        <source>a sound</source>
        <translation>un enregistrement sonore</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>un programme</translation>
    </message>
    <message>
        <source>a database or a Pawsort session</source>
        <translation>une base de données ou une session Pawsort</translation>
    </message>
    <message>
        <source>a shortcut, which only leads to another file</source>
        <translation>un raccourci, qui ne fait que mener à un autre fichier</translation>
    </message>
    <message>
        <source>a file of notes that a system or another program keeps beside photos</source>
        <translation>un fichier que le système ou un autre logiciel range à côté des photos</translation>
    </message>
    <message>
        <source>{file} is in use by another program and could not be replaced. The new table is in {other}; close the other program and rename it.</source>
        <translation>{file} est utilisé par un autre programme et n’a pas pu être remplacé. Le nouveau tableau est dans {other}&#xa0;; fermez l’autre programme et renommez ce fichier.</translation>
    </message>
    <message>
        <source>{file} was made by another program in the meantime and was left as it is. The new table is in {other}.</source>
        <translation>{file} a été créé entre-temps par un autre programme et a été laissé tel quel. Le nouveau tableau est dans {other}.</translation>
    </message>
    <message>
        <source>{file} could not be written: the disk is full. Free some space, or choose a place on another disk.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: le disque est plein. Libérez de la place, ou choisissez un autre disque.</translation>
    </message>
    <message>
        <source>{file} could not be written: you may not write there, or another program has it open. Choose another folder, or close that program.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: vous n’avez pas le droit d’écrire à cet endroit, ou un autre programme l’a ouvert. Choisissez un autre dossier, ou fermez ce programme.</translation>
    </message>
    <message>
        <source>{file} could not be written: it is a folder. Give the name of a file.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: c’est un dossier. Donnez le nom d’un fichier.</translation>
    </message>
    <message>
        <source>{file} could not be written: the folder {folder} does not exist. Make it, or choose another one.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: le dossier {folder} n’existe pas. Créez-le, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{file} could not be written: the name is too long. Choose a shorter one.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: le nom est trop long. Choisissez-en un plus court.</translation>
    </message>
    <message>
        <source>{file} could not be written: {detail}. Choose another place.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: {detail}. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{file} has question marks instead of letters that its encoding does not have; cells with such letters: {cells}. Export it as UTF-8 to keep them.</source>
        <translation>{file} contient des points d’interrogation à la place des lettres que son encodage ne connaît pas&#xa0;; cellules concernées&#xa0;: {cells}. Exportez-le en UTF-8 pour les garder.</translation>
    </message>
    <message>
        <source>{file} lacks the ends of some texts: a cell of a spreadsheet has 32,767 signs at most; texts that are longer: {cells}. Export it as CSV to keep them.</source>
        <translation>Il manque dans {file} la fin de certains textes&#xa0;: une cellule de tableur contient au plus 32 767 signes&#xa0;; textes plus longs&#xa0;: {cells}. Exportez en CSV pour les garder entiers.</translation>
    </message>
    <message>
        <source>There is no column &quot;{column}&quot;. Its columns are: {there}.</source>
        <translation>Il n’y a pas de colonne «&#xa0;{column}&#xa0;». Les colonnes sont&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>The program that reads the table has ended, so the rest was not written.</source>
        <translation>Le programme qui lit le tableau s’est arrêté, le reste n’a donc pas été écrit.</translation>
    </message>
    <message>
        <source>The table could not be written: the disk is full. Free some space, or choose a place on another disk.</source>
        <translation>Le tableau n’a pas pu être écrit&#xa0;: le disque est plein. Libérez de la place, ou choisissez un autre disque.</translation>
    </message>
    <message>
        <source>The table could not be written: {detail}. Choose another place.</source>
        <translation>Le tableau n’a pas pu être écrit&#xa0;: {detail}. Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{file} is in use by another program, or may not be replaced, and was left as it is. Close that program and export again.</source>
        <translation>{file} est utilisé par un autre programme, ou ne peut pas être remplacé, et a été laissé tel quel. Fermez ce programme et exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} was made by another program in the meantime and was left as it is. Export again to have both.</source>
        <translation>{file} a été créé entre-temps par un autre programme et a été laissé tel quel. Exportez de nouveau pour avoir les deux.</translation>
    </message>
    <message>
        <source>{file} is there already and was left as it is: it is a photo, a session or a folder, or nobody agreed that it is replaced. Choose another folder.</source>
        <translation>{file} existe déjà et a été laissé tel quel&#xa0;: c’est une photo, une session ou un dossier, ou personne n’a accepté de le remplacer. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{folder} is needed as a folder and is a file. Rename the file, or choose another place.</source>
        <translation>{folder} doit être un dossier, et c’est un fichier. Renommez ce fichier, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{file} is not there: it was moved, renamed or deleted. Bring it back and export again.</source>
        <translation>{file} est introuvable&#xa0;: il a été déplacé, renommé ou supprimé. Remettez-le à sa place et exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} is no file any more. Bring the photo back.</source>
        <translation>{file} n’est plus un fichier. Remettez la photo à sa place.</translation>
    </message>
    <message>
        <source>{file} is not the file that Pawsort looked at: another program changed it. Open the session in Pawsort, look at the photo, and export again.</source>
        <translation>{file} n’est plus le fichier que Pawsort a regardé&#xa0;: un autre programme l’a modifié. Ouvrez la session dans Pawsort, regardez la photo, puis exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {detail}. Copy it again from where it came from, and export again.</source>
        <translation>{file} ne peut pas être lu&#xa0;: {detail}. Copiez-le de nouveau depuis son origine, puis exportez de nouveau.</translation>
    </message>
    <message>
        <source>{folder} has room for {free} MB, and the photos need {megabytes} MB. Free some space, or choose a place on another disk.</source>
        <translation>Il reste {free} Mo dans {folder}, et les photos demandent {megabytes} Mo. Libérez de la place, ou choisissez un endroit sur un autre disque.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {detail}. Check the name, and try again.</source>
        <translation>{file} ne peut pas être lu&#xa0;: {detail}. Vérifiez le nom et réessayez.</translation>
    </message>
    <message>
        <source>{file} is no text. Save it as CSV in the spreadsheet first.</source>
        <translation>{file} n’est pas un texte. Enregistrez-le d’abord au format CSV dans le tableur.</translation>
    </message>
    <message>
        <source>{file} is locked with a password. Open it, and save a copy without a password.</source>
        <translation>{file} est protégé par un mot de passe. Ouvrez-le et enregistrez-en une copie sans mot de passe.</translation>
    </message>
    <message>
        <source>{file} is no Excel workbook of today, whatever its name says. Open it in the program that made it, and save it as an Excel workbook (.xlsx) or as CSV.</source>
        <translation>{file} n’est pas un classeur Excel actuel, quoi qu’en dise son nom. Ouvrez-le dans le logiciel qui l’a créé, puis enregistrez-le comme classeur Excel (.xlsx) ou en CSV.</translation>
    </message>
    <message>
        <source>{file} is a damaged workbook. Open it in a spreadsheet, and save it again.</source>
        <translation>{file} est un classeur abîmé. Ouvrez-le dans un tableur et enregistrez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} is too large a table. Keep only the rows and columns that are needed, and save it again.</source>
        <translation>{file} est un tableau trop grand. Ne gardez que les lignes et les colonnes nécessaires, puis enregistrez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} cannot be read: it is damaged, or has a cell very far away from all others. Open it in a spreadsheet, save it as CSV, and choose that file.</source>
        <translation>Impossible de lire {file}&#xa0;: ce classeur est endommagé, ou l’une de ses cellules est très éloignée de toutes les autres. Ouvrez-le dans un tableur, enregistrez-le au format CSV et choisissez ce nouveau fichier.</translation>
    </message>
    <message>
        <source>{file} was not read within {seconds} seconds. Open it in a spreadsheet, save it as CSV, and choose that file.</source>
        <translation>{file} n’a pas pu être lu en {seconds} secondes. Ouvrez-le dans un tableur, enregistrez-le au format CSV et choisissez ce nouveau fichier.</translation>
    </message>
    <message>
        <source>{file} has no heading. The first line of a table names its columns.</source>
        <translation>{file} n’a pas d’en-tête. La première ligne d’un tableau nomme ses colonnes.</translation>
    </message>
    <message>
        <source>{file} cannot be read at line {line}: {detail}. A quote may be missing there or further up.</source>
        <translation>{file} ne peut pas être lu à la ligne {line}&#xa0;: {detail}. Il y manque peut-être un guillemet, là ou plus haut.</translation>
    </message>
    <message>
        <source>{file} has {cells} cells in line {line}, and {columns} columns. Put cells that have separators in them into quotes, or save the table again from a spreadsheet.</source>
        <translation>{file} a {cells} cellules à la ligne {line}, pour {columns} colonnes. Mettez entre guillemets les cellules qui contiennent des séparateurs, ou enregistrez à nouveau le tableau depuis un tableur.</translation>
    </message>
    <message>
        <source>{file} has no column &quot;{column}&quot;. Its columns are: {there}. Name one of them so.</source>
        <translation>{file} n’a pas de colonne «&#xa0;{column}&#xa0;». Ses colonnes sont&#xa0;: {there}. Donnez ce nom à l’une d’elles.</translation>
    </message>
    <message>
        <source>{file} does not say which photos are meant. Call one column photo or folder. Its columns are: {there}.</source>
        <translation>{file} ne dit pas de quelles photos il s’agit. Appelez une colonne photo ou dossier. Ses colonnes sont&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{file} names no animals. Call one column name or number. Its columns are: {there}.</source>
        <translation>{file} ne nomme aucun animal. Appelez une colonne nom ou numéro. Ses colonnes sont&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{file} does not say which photos are meant. Call one column photo or folder, or name animals that the session has. Its columns are: {there}.</source>
        <translation>{file} ne dit pas de quelles photos il s’agit. Nommez une colonne photo ou dossier, ou nommez des animaux de la session. Ses colonnes&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{file} has nothing to import: no column of breeds, animals or picks that somebody decided. Call one column breed, for example. Its columns are: {there}.</source>
        <translation>{file} n’a rien à importer&#xa0;: aucune colonne de races, d’animaux ou de photos choisies que quelqu’un ait décidés. Nommez par exemple une colonne race. Ses colonnes&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{file} has two columns &quot;{column}&quot;. Give one of them another name.</source>
        <translation>{file} a deux colonnes «&#xa0;{column}&#xa0;». Donnez un autre nom à l’une d’elles.</translation>
    </message>
    <message>
        <source>it is not there: it was moved, renamed or deleted</source>
        <translation>il n’est pas là&#xa0;: il a été déplacé, renommé ou supprimé</translation>
    </message>
    <message>
        <source>you may not look into it; ask whoever owns it for permission</source>
        <translation>vous n’avez pas le droit de l’ouvrir&#xa0;; demandez-le à son propriétaire</translation>
    </message>
    <message>
        <source>links in it lead in a circle</source>
        <translation>les liens qu’il contient tournent en rond</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>son nom est trop long</translation>
    </message>
    <message>
        <source>the disk or card reports an error; copy its photos again from where they came from</source>
        <translation>le disque ou la carte signale une erreur&#xa0;; copiez de nouveau ses photos depuis leur origine</translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs and try again.</source>
        <translation>Il n’y a pas assez de mémoire. Fermez d’autres programmes et réessayez.</translation>
    </message>
    <message>
        <source>{file} is not there, or its folder is not. Check whether it was moved or renamed, and try again.</source>
        <translation>{file} n’est pas là, ou son dossier n’y est pas. Vérifiez s’il a été déplacé ou renommé, et réessayez.</translation>
    </message>
    <message>
        <source>{file} may not be read or written. Ask whoever owns it for permission, or choose another place.</source>
        <translation>Vous n’avez pas le droit de lire ou d’écrire {file}. Demandez-le à son propriétaire, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>{file} could not be written: the disk is full. Free some space and try again.</source>
        <translation>{file} n’a pas pu être écrit&#xa0;: le disque est plein. Libérez de la place et réessayez.</translation>
    </message>
    <message>
        <source>{file}: {detail}. Check that the folder exists, may be written to and has free space.</source>
        <translation>{file}&#xa0;: {detail}. Vérifiez que le dossier existe, que vous pouvez y écrire et qu’il reste de la place.</translation>
    </message>
    <message>
        <source>The computer reports: {detail}. Check that the disk is there and has free space, and try again.</source>
        <translation>L’ordinateur signale&#xa0;: {detail}. Vérifiez que le disque est là et qu’il reste de la place, et réessayez.</translation>
    </message>
    <message>
        <source>Pawsort could not finish this ({kind}: {detail}). Try again; what was done before is saved.</source>
        <translation>Pawsort n’a pas pu terminer ({kind}&#xa0;: {detail}). Réessayez&#xa0;; ce qui a été fait avant est enregistré.</translation>
    </message>
    <message>
        <source>Something went wrong ({kind}: {detail}). Your labels are saved; close and open Pawsort if it goes on.</source>
        <translation>Quelque chose s’est mal passé ({kind}&#xa0;: {detail}). Vos étiquettes sont enregistrées&#xa0;; fermez et rouvrez Pawsort si cela continue.</translation>
    </message>
    <message>
        <source>{folder} cannot be opened. It may have been moved or renamed.</source>
        <translation>{folder} ne peut pas être ouvert. Il a peut-être été déplacé ou renommé.</translation>
    </message>
    <message>
        <source>{file} is the session that is open: what you label here counts already. Choose another session.</source>
        <translation>{file} est la session ouverte&#xa0;: ce que vous étiquetez ici compte déjà. Choisissez une autre session.</translation>
    </message>
    <message>
        <source>{folder} has no file of breeds. Install Pawsort again.</source>
        <translation>{folder} ne contient aucun fichier de races. Réinstallez Pawsort.</translation>
    </message>
    <message>
        <source>{file} is not a file of breeds ({detail}). Install Pawsort again.</source>
        <translation>{file} n’est pas un fichier de races ({detail}). Réinstallez Pawsort.</translation>
    </message>
    <message>
        <source>{file} is damaged ({detail}); what can be read of your names of breeds for shelter software is in use. Mend it in an editor, or save those names anew: then the damaged file is kept beside it.</source>
        <translation>{file} est abîmé ({detail})&#xa0;; ce qu’on peut lire de vos noms de races pour les logiciels de refuge est utilisé. Réparez-le dans un éditeur, ou enregistrez ces noms à nouveau&#xa0;: le fichier abîmé est alors conservé à côté.</translation>
    </message>
    <message>
        <source>{file}: some names are not in the list of {receiver}, and Pawsort goes on with those it came with: {names}.</source>
        <translation>{file}&#xa0;: certains noms ne sont pas dans la liste de {receiver}, et Pawsort continue avec les siens&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>Your names of breeds could not be saved in {file}: {detail}. Make room, or ask for the right to write there.</source>
        <translation>Vos noms de races n’ont pas pu être enregistrés dans {file}&#xa0;: {detail}. Faites de la place, ou demandez le droit d’y écrire.</translation>
    </message>
    <message>
        <source>{file} lists no names of breeds. It needs one name a line, or a column called BreedName or Name.</source>
        <translation>{file} ne contient pas de noms de races. Il faut un nom par ligne, ou une colonne appelée BreedName ou Nom.</translation>
    </message>
    <message>
        <source>{path} does not exist. Make the session first (pawsort label FOLDER --session {path}), or give --add-photos to make it of the photos that the table names.</source>
        <translation>{path} n’existe pas. Créez d’abord la session (pawsort label DOSSIER --session {path}), ou ajoutez --add-photos pour la créer avec les photos que nomme le tableau.</translation>
    </message>
    <message>
        <source>None of the photos that {file} names was found on this computer, so no session was made. Name the folder in which they are now with --folder.</source>
        <translation>Aucune des photos que nomme {file} n’a été trouvée sur cet ordinateur&#xa0;; aucune session n’a donc été créée. Indiquez avec --folder le dossier où elles sont maintenant.</translation>
    </message>
    <message>
        <source>{file} is there already and is not a memory. Give another name.</source>
        <translation>{file} existe déjà et n’est pas une mémoire. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>Windows keeps the name of {file} for itself, and nobody would find the file there. Give another name.</source>
        <translation>Windows se réserve le nom de {file}, et personne n’y retrouverait le fichier. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>{file} is a file, and this export writes into a folder. Give the name of a folder.</source>
        <translation>{file} est un fichier, et cet export écrit dans un dossier. Donnez le nom d’un dossier.</translation>
    </message>
    <message>
        <source>{file} is there already. Choose another name, or say that it may be replaced.</source>
        <translation>{file} existe déjà. Choisissez un autre nom, ou dites qu’il peut être remplacé.</translation>
    </message>
    <message>
        <source>{file} is there already, and a report replaces nothing. Give another name.</source>
        <translation>{file} existe déjà, et un rapport ne remplace rien. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>The settings were damaged; what could be read of them is in use. The damaged file is kept as {kept}.</source>
        <translation>Les réglages étaient endommagés&#xa0;; ce qui a pu en être lu est utilisé. Le fichier endommagé est conservé sous le nom {kept}.</translation>
    </message>
    <message>
        <source>The settings in {file} cannot be read; Pawsort goes on with the usual ones.</source>
        <translation>Les réglages de {file} ne peuvent pas être lus&#xa0;; Pawsort continue avec ceux d’origine.</translation>
    </message>
    <message>
        <source>What the window remembers of its place and sizes was damaged. The damaged file is kept as {kept}.</source>
        <translation>Ce que la fenêtre avait retenu de sa place et de ses dimensions était endommagé. Le fichier endommagé est conservé sous le nom {kept}.</translation>
    </message>
    <message>
        <source>What the window remembers of its place and sizes cannot be read in {file}.</source>
        <translation>Ce que la fenêtre avait retenu de sa place et de ses dimensions ne peut pas être lu dans {file}.</translation>
    </message>
    <message>
        <source>The list of recent sessions was damaged and begins anew; the sessions are where they were. The damaged file is kept as {kept}.</source>
        <translation>La liste des sessions récentes était endommagée et recommence à zéro&#xa0;; les sessions sont restées à leur place. Le fichier endommagé est conservé sous le nom {kept}.</translation>
    </message>
    <message>
        <source>The list of recent sessions cannot be read in {file}; the sessions are where they were.</source>
        <translation>La liste des sessions récentes ne peut pas être lue dans {file}&#xa0;; les sessions sont restées à leur place.</translation>
    </message>
    <message>
        <source>{file} is damaged: keys are named as on an American keyboard. Install Pawsort again.</source>
        <translation>{file} est endommagé&#xa0;: les touches sont nommées comme sur un clavier américain. Réinstallez Pawsort.</translation>
    </message>
    <message>
        <source>{file} is damaged: {detail}.</source>
        <translation>{file} est endommagé&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {detail}.</source>
        <translation>{file} ne peut pas être ouvert&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>{file} has more than {bytes} bytes and was not read.</source>
        <translation>{file} fait plus de {bytes} octets et n’a pas été lu.</translation>
    </message>
    <message>
        <source>{file} is no file but a folder, a pipe or a device.</source>
        <translation>{file} n’est pas un fichier, mais un dossier, un tube ou un périphérique.</translation>
    </message>
    <message>
        <source>Not found: {paths}. Check the name, or drop the photos on the window.</source>
        <translation>Introuvable&#xa0;: {paths}. Vérifiez le nom, ou déposez les photos sur la fenêtre.</translation>
    </message>
    <message>
        <source>{paths} cannot be reached: its drive does not answer. Connect the drive or the network again, then try once more.</source>
        <translation>Impossible d’atteindre {paths}&#xa0;: son disque ne répond pas. Rebranchez le disque ou rétablissez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>There was no file in it. Drop photos, folders with photos, or a Pawsort session.</source>
        <translation>Il n’y avait là aucun fichier. Déposez des photos, des dossiers de photos ou une session Pawsort.</translation>
    </message>
    <message>
        <source>That was text and no file. Drop photos, folders with photos, or a Pawsort session.</source>
        <translation>C’était du texte et non un fichier. Déposez des photos, des dossiers de photos ou une session Pawsort.</translation>
    </message>
    <message>
        <source>That was a picture without a file. Save it in a folder first, then add the file.</source>
        <translation>C’était une image sans fichier. Enregistrez-la d’abord dans un dossier, puis ajoutez le fichier.</translation>
    </message>
    <message>
        <source>{paths} cannot be the name of a file on this computer. Drop the photos on the window.</source>
        <translation>{paths} ne peut pas être le nom d’un fichier sur cet ordinateur. Déposez les photos sur la fenêtre.</translation>
    </message>
    <message>
        <source>{paths} is on another computer ({computer}). Connect its folder as a drive, or copy the photos to a folder of this computer first, then add that folder.</source>
        <translation>{paths} se trouve sur un autre ordinateur ({computer}). Connectez son dossier comme un lecteur, ou copiez d’abord les photos dans un dossier de cet ordinateur, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>{paths} is on a phone or a camera that cannot be read directly. Copy the photos to a folder of this computer first, then add that folder.</source>
        <translation>{paths} se trouve sur un téléphone ou un appareil photo qui ne peut pas être lu directement. Copiez d’abord les photos dans un dossier de cet ordinateur, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>{paths} is on the network, under an address and not as a drive. Connect it as a drive, or copy the photos to a folder of this computer first, then add that folder.</source>
        <translation>{paths} se trouve sur le réseau, à une adresse et non sur un lecteur. Connectez-le comme un lecteur, ou copiez d’abord les photos dans un dossier de cet ordinateur, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>{paths} is on the web, and Pawsort makes no connection. Save the photos in a folder of this computer first, then add that folder.</source>
        <translation>{paths} se trouve sur le web, et Pawsort n’établit aucune connexion. Enregistrez d’abord les photos dans un dossier de cet ordinateur, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>{paths} is in the waste bin. Put the photos back into their folder first, then add that folder.</source>
        <translation>{paths} se trouve dans la corbeille. Remettez d’abord les photos dans leur dossier, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>{paths} is no file. Save the picture in a folder of this computer first, then add the file.</source>
        <translation>{paths} n’est pas un fichier. Enregistrez d’abord l’image dans un dossier de cet ordinateur, puis ajoutez le fichier.</translation>
    </message>
    <message>
        <source>{paths} is an address that Pawsort cannot read. Copy the photos to a folder of this computer first, then add that folder.</source>
        <translation>{paths} est une adresse que Pawsort ne peut pas lire. Copiez d’abord les photos dans un dossier de cet ordinateur, puis ajoutez ce dossier.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Raw photos cannot be shown; export them as JPEG in your photo program, and add those.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les photos brutes (RAW) ne peuvent pas être affichées&#xa0;; exportez-les en JPEG avec votre logiciel de photo, puis ajoutez ces JPEG.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Films are no photos; add photos instead.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les films ne sont pas des photos&#xa0;; ajoutez plutôt des photos.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Sounds are no photos; add photos instead.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les sons ne sont pas des photos&#xa0;; ajoutez plutôt des photos.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Documents are no photos; save the photos that are in them as files first.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les documents ne sont pas des photos&#xa0;; enregistrez d’abord comme fichiers les photos qu’ils contiennent.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Tables are no photos. Open the session with the photos that they name, then choose File, Import labels (without a window: pawsort import).</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les tableaux ne sont pas des photos. Ouvrez la session qui contient les photos qu’ils nomment, puis choisissez Fichier, Importer des étiquettes (sans fenêtre&#xa0;: pawsort import).</translation>
    </message>
    <message>
        <source>Left out: {paths}. That is what was learned in another session, and no photo. Choose Labels, What Pawsort has learned (without a window: pawsort label --memory).</source>
        <translation>Laissé de côté&#xa0;: {paths}. C’est ce qui a été appris dans une autre session, pas une photo. Choisissez Étiquettes, Ce que Pawsort a appris (sans fenêtre&#xa0;: pawsort label --memory).</translation>
    </message>
    <message>
        <source>Left out: {paths}. Cameras and photo programs write these beside photos; add the photos themselves.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Les appareils et logiciels de photo écrivent ces fichiers à côté des photos&#xa0;; ajoutez les photos elles-mêmes.</translation>
    </message>
    <message>
        <source>Left out: {paths}. These are packed; unpack them first, then add the folder that comes out.</source>
        <translation>Laissé de côté&#xa0;: {paths}. C’est une archive&#xa0;; décompressez-la d’abord, puis ajoutez le dossier obtenu.</translation>
    </message>
    <message>
        <source>Left out: {paths}. Shortcuts only lead somewhere; add the file or folder they lead to.</source>
        <translation>Laissé de côté&#xa0;: {paths}. Un raccourci ne fait que mener ailleurs&#xa0;; ajoutez le fichier ou le dossier vers lequel il mène.</translation>
    </message>
    <message>
        <source>Not opened: {paths}. One session is open at a time; open the others with File, Open session.</source>
        <translation>Non ouvert&#xa0;: {paths}. Une seule session est ouverte à la fois&#xa0;; ouvrez les autres avec Fichier, Ouvrir une session.</translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name, and give a photo or a folder that is there.</source>
        <translation>{path} n’existe pas. Vérifiez le nom, et indiquez une photo ou un dossier qui existe.</translation>
    </message>
    <message>
        <source>{path} is a Pawsort session, not a photo. Name it with --session to keep the suggestions in it.</source>
        <translation>{path} est une session Pawsort, pas une photo. Indiquez-la avec --session pour y garder les suggestions.</translation>
    </message>
    <message>
        <source>Nothing is left to look at. Give photos, or folders with photos.</source>
        <translation>Il ne reste rien à regarder. Indiquez des photos, ou des dossiers qui en contiennent.</translation>
    </message>
    <message>
        <source>{file} is there already and was left as it is. Give another name with --out, or --overwrite to replace it.</source>
        <translation>{file} existe déjà et n’a pas été touché. Donnez un autre nom avec --out, ou --overwrite pour le remplacer.</translation>
    </message>
    <message>
        <source>Something that was chosen cannot be used here: {detail}.</source>
        <translation>Un choix ne peut pas être utilisé ici&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>{file} is a photo or is called like one, and photos are never written to. Give another name.</source>
        <translation>{file} est une photo ou en porte le nom, et Pawsort n’écrit jamais dans une photo. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>{file} is a Pawsort session, and a table never replaces one. Give another name.</source>
        <translation>{file} est une session Pawsort, et un tableau n’en remplace jamais une. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>{file} is there already and is not a Pawsort session. Give another name.</source>
        <translation>{file} existe déjà et n’est pas une session Pawsort. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>{file} is a session that is open in a Pawsort window. Give another name, or close it there first.</source>
        <translation>{file} est une session ouverte dans une fenêtre de Pawsort. Donnez un autre nom, ou fermez-la d’abord là-bas.</translation>
    </message>
    <message>
        <source>{file} is a folder. Give the name of a file.</source>
        <translation>{file} est un dossier. Donnez le nom d’un fichier.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist. Make it, or choose another one.</source>
        <translation>Le dossier {folder} n’existe pas. Créez-le, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{file} is there already, and it cannot be seen what it is. Give another name.</source>
        <translation>{file} existe déjà, et on ne peut pas voir ce que c’est. Donnez un autre nom.</translation>
    </message>
    <message>
        <source>{folder} is not a model pack: there is no {wanted} in it. Choose another folder.</source>
        <translation>{folder} n’est pas un modèle&#xa0;: il ne contient pas {wanted}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({detail}). Check who may read it, or copy the model pack again.</source>
        <translation>{file} ne peut pas être lu ({detail}). Vérifiez les droits de lecture, ou copiez de nouveau le modèle.</translation>
    </message>
    <message>
        <source>{file} is damaged ({detail}). The pack cannot be used; copy or export it again.</source>
        <translation>{file} est endommagé ({detail}). Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} is of version {found}, and this Pawsort reads version {wanted}. Update Pawsort, or ask for the pack in the version that it reads.</source>
        <translation>{file} est de la version {found}, et ce Pawsort lit la version {wanted}. Mettez Pawsort à jour, ou demandez le modèle dans la version qu’il lit.</translation>
    </message>
    <message>
        <source>{file}: {key} is missing. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: il manque {key}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: {key} is not known here. Update Pawsort, or export the pack again.</source>
        <translation>{file}&#xa0;: {key} n’est pas connu ici. Mettez Pawsort à jour, ou exportez de nouveau le modèle.</translation>
    </message>
    <message>
        <source>{file}: {key} does not hold what belongs there ({detail}). The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: {key} ne contient pas ce qu’il faut ({detail}). Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: {rule}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: {rule}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: {rule}: {breeds}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: {rule}&#xa0;: {breeds}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({detail}); {key} names it. The pack cannot be used; copy or export it again.</source>
        <translation>{file} ne peut pas être lu ({detail})&#xa0;; {key} le nomme. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} is not the file that belongs to this model pack: {key} is {found}, the manifest says {wanted}. The pack cannot be used; copy or export it again.</source>
        <translation>{file} n’est pas le fichier qui va avec ce modèle&#xa0;: {key} est {found}, le manifeste dit {wanted}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: ONNX Runtime cannot load it ({detail}); {key} names it. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: ONNX Runtime ne peut pas le charger ({detail})&#xa0;; {key} le nomme. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the graph takes {found} instead of {wanted} alone. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: le graphe prend {found} au lieu de {wanted} seul. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the graph takes {found} instead of tensor(uint8). The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: le graphe prend {found} au lieu de tensor(uint8). Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the input has the shape {found}, and the manifest says {wanted}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: l’entrée a la forme {found}, et le manifeste dit {wanted}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the graph has no output {output}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: le graphe n’a pas de sortie {output}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: {key} has {names} names, and the output {output} has the shape {found}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: {key} contient {names} noms, et la sortie {output} a la forme {found}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the output {output} has the shape {found} instead of {wanted}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: la sortie {output} a la forme {found} au lieu de {wanted}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the output {output} is of no use without feature_map. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: la sortie {output} ne sert à rien sans feature_map. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} is a link to {where}, outside of the model pack. Copy the file itself into the folder of the pack.</source>
        <translation>{file} est un lien vers {where}, en dehors du modèle. Copiez le fichier lui-même dans le dossier du modèle.</translation>
    </message>
    <message>
        <source>{file}: parts of the network lie in other files; {key} names it. A model pack has all of it in one file; export it again.</source>
        <translation>{file}&#xa0;: des parties du réseau se trouvent dans d’autres fichiers&#xa0;; {key} le désigne. Un modèle contient tout dans un seul fichier&#xa0;; exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({detail}); {key} names it, and without it the pack cannot be used. Copy or export the pack again.</source>
        <translation>Impossible de lire {file} ({detail})&#xa0;; {key} le désigne et, sans lui, ce modèle ne peut pas servir. Copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} is damaged: it is no archive of NumPy arrays, or only a part of one. The pack cannot be used; copy or export it again.</source>
        <translation>{file} est endommagé&#xa0;: ce n’est pas une archive de tableaux NumPy, ou ce n’en est qu’une partie. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file} holds more than {megabytes} MB, and no background of a pack is so large. The pack cannot be used; copy or export it again.</source>
        <translation>{file} contient plus de {megabytes}&#xa0;Mo, et l’arrière-plan d’un modèle n’est jamais si grand. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the array {part} is missing. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: il manque le tableau {part}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the array {part} has the shape {found} instead of {wanted}. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: le tableau {part} a la forme {found} au lieu de {wanted}. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the array {part} has numbers in it that cannot stand there. The pack cannot be used; copy or export it again.</source>
        <translation>{file}&#xa0;: le tableau {part} contient des nombres impossibles à cet endroit. Ce modèle ne peut pas servir&#xa0;; copiez-le ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{folder}: the network did not end within {seconds} seconds when it was tried. The pack cannot be used; choose another one.</source>
        <translation>{folder}&#xa0;: lors de l’essai, le réseau n’a pas terminé en {seconds} secondes. Ce modèle ne peut pas être utilisé&#xa0;; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{folder}: the network needed more than {megabytes} MB of memory when it was tried. The pack cannot be used; choose another one.</source>
        <translation>{folder}&#xa0;: lors de l’essai, le réseau a eu besoin de plus de {megabytes} Mo de mémoire. Ce modèle ne peut pas être utilisé&#xa0;; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>{folder}: the program that tried the network ended unexpectedly ({detail}). The pack cannot be used; choose another one.</source>
        <translation>{folder}&#xa0;: le programme qui essayait le réseau s’est arrêté de façon inattendue ({detail}). Ce modèle ne peut pas être utilisé&#xa0;; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>No model pack is installed. Install Pawsort again, or give a pack (on the command line: --model).</source>
        <translation>Aucun modèle n’est installé. Réinstallez Pawsort, ou donnez un modèle (en ligne de commande&#xa0;: --model).</translation>
    </message>
    <message>
        <source>breeds without an English name</source>
        <translation>des races sans nom anglais</translation>
    </message>
    <message>
        <source>of sure and maybe, one is missing</source>
        <translation>de sure et maybe, il en manque un</translation>
    </message>
    <message>
        <source>sure or maybe asks for a familiarity, and familiarity does not say which score</source>
        <translation>sure ou maybe demande une familiarité, et familiarity ne dit pas laquelle</translation>
    </message>
    <message>
        <source>maybe asks for a higher probability than sure</source>
        <translation>maybe demande une probabilité plus haute que sure</translation>
    </message>
    <message>
        <source>maybe asks for a greater familiarity than sure</source>
        <translation>maybe demande une familiarité plus grande que sure</translation>
    </message>
    <message>
        <source>breeds that stand twice</source>
        <translation>des races qui figurent deux fois</translation>
    </message>
    <message>
        <source>outputs has no logits</source>
        <translation>outputs ne contient pas logits</translation>
    </message>
    <message>
        <source>of species and the output species_logits, one is missing</source>
        <translation>de species et de la sortie species_logits, il en manque un</translation>
    </message>
    <message>
        <source>of orientation and the output orientation_logits, one is missing</source>
        <translation>de orientation et de la sortie orientation_logits, il en manque un</translation>
    </message>
    <message>
        <source>with orientation the input is square, for turned photos have to fit too</source>
        <translation>avec orientation, l’entrée est carrée, car les photos tournées doivent y tenir aussi</translation>
    </message>
    <message>
        <source>the graph of second_look is that of the pack and is to be left out</source>
        <translation>le graphe de second_look est celui du modèle et doit être omis</translation>
    </message>
    <message>
        <source>there is a background, and outputs has no embedding that could be compared with it</source>
        <translation>il y a un arrière-plan, et outputs n’a pas d’embedding à lui comparer</translation>
    </message>
    <message>
        <source>the score of familiarity is the output familiarity, and outputs has none</source>
        <translation>le score de familiarity est la sortie familiarity, et outputs ne l’a pas</translation>
    </message>
    <message>
        <source>mix asks for a dog probability, and there is no species</source>
        <translation>mix demande la probabilité d’un chien, et il n’y a pas de species</translation>
    </message>
    <message>
        <source>look_alikes has breeds that the pack does not know</source>
        <translation>look_alikes contient des races que le modèle ne connaît pas</translation>
    </message>
    <message>
        <source>the view dog is asked for, and there is no finder</source>
        <translation>la vue dog est demandée, et il n’y a pas de finder</translation>
    </message>
    <message>
        <source>the graph of finder is one of those that tell breeds</source>
        <translation>le graphe de finder est l’un de ceux qui reconnaissent les races</translation>
    </message>
    <message>
        <source>finder has a hint, and outputs has no finder_hint</source>
        <translation>finder a un hint, et outputs n’a pas de finder_hint</translation>
    </message>
    <message>
        <source>rivals of finder are not among its other classes</source>
        <translation>les rivals de finder ne sont pas parmi ses autres classes</translation>
    </message>
    <message>
        <source>evidence weighs species or classes of a finder, and the pack has none of the kind</source>
        <translation>evidence pondère l’espèce ou des classes d’un finder que le modèle n’a pas</translation>
    </message>
    <message>
        <source>there is a rule for kinds, and kinds is empty</source>
        <translation>il y a une règle pour les types, et kinds est vide</translation>
    </message>
    <message>
        <source>unproven has breeds that the pack does not know</source>
        <translation>unproven a des races que le modèle ne connaît pas</translation>
    </message>
    <message>
        <source>kinds has breeds that the pack does not know</source>
        <translation>kinds a des races que le modèle ne connaît pas</translation>
    </message>
    <message>
        <source>breeds that are in two kinds</source>
        <translation>des races qui sont dans deux types</translation>
    </message>
    <message>
        <source>kinds that stand twice</source>
        <translation>des types qui figurent deux fois</translation>
    </message>
    <message>
        <source>{file}: the network cannot be loaded ({detail}). Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: le réseau ne peut pas être chargé ({detail}). Choisissez un autre modèle, ou exportez celui-ci de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the network could not run ({detail}). Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: le réseau n’a pas pu travailler ({detail}). Choisissez un autre modèle, ou exportez celui-ci de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the network could not run on the graphics card ({detail}). To go on without it, choose the CPU in the settings (on the command line: --provider cpu).</source>
        <translation>{file}&#xa0;: le réseau n’a pas pu travailler sur la carte graphique ({detail}). Pour continuer sans elle, choisissez le processeur dans les réglages (en ligne de commande&#xa0;: --provider cpu).</translation>
    </message>
    <message>
        <source>{file}: the network gave something that is not a number. Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: le réseau a donné quelque chose qui n’est pas un nombre. Choisissez un autre modèle, ou exportez celui-ci de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the network did not end within {seconds} seconds. Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: le réseau n’a pas terminé en {seconds} secondes. Choisissez un autre modèle ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the output {output} came in the shape {found}. Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: la sortie {output} est arrivée avec la forme {found}. Choisissez un autre modèle ou exportez-le de nouveau.</translation>
    </message>
    <message>
        <source>{file}: the network gave {columns} figures for {breeds} breeds. Choose another model pack or export it again.</source>
        <translation>{file}&#xa0;: le réseau a donné {columns} nombres pour {breeds} races. Choisissez un autre modèle, ou exportez celui-ci de nouveau.</translation>
    </message>
    <message>
        <source>The graphics card cannot be used: the installed ONNX Runtime was built without CUDA. Install the GPU variant of Pawsort (onnxruntime-gpu instead of onnxruntime). To go on without it, choose the CPU in the settings (on the command line: --provider cpu).</source>
        <translation>La carte graphique ne peut pas servir&#xa0;: l’ONNX Runtime installé a été construit sans CUDA. Installez la variante GPU de Pawsort (onnxruntime-gpu au lieu de onnxruntime). Pour continuer sans elle, choisissez le processeur dans les réglages (en ligne de commande&#xa0;: --provider cpu).</translation>
    </message>
    <message>
        <source>The graphics card cannot be used: CUDA could not be started on this computer. It needs an NVIDIA graphics card with its driver, CUDA 13 and cuDNN 9; the GPU variant of Pawsort brings the last two. To go on without it, choose the CPU in the settings (on the command line: --provider cpu).</source>
        <translation>La carte graphique ne peut pas servir&#xa0;: CUDA n’a pas pu démarrer sur cet ordinateur. Il faut une carte graphique NVIDIA avec son pilote, CUDA 13 et cuDNN 9&#xa0;; la variante GPU de Pawsort apporte les deux derniers. Pour continuer sans elle, choisissez le processeur dans les réglages (en ligne de commande&#xa0;: --provider cpu).</translation>
    </message>
    <message>
        <source>Running on the CPU, because the installed ONNX Runtime was built without CUDA.</source>
        <translation>Pawsort travaille sur le processeur, car l’ONNX Runtime installé a été construit sans CUDA.</translation>
    </message>
    <message>
        <source>Running on the CPU, because CUDA could not be started on this computer.</source>
        <translation>Pawsort travaille sur le processeur, car CUDA n’a pas pu démarrer sur cet ordinateur.</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>processeur</translation>
    </message>
    <message>
        <source>CUDA (GPU)</source>
        <translation>carte graphique (CUDA)</translation>
    </message>
    <message>
        <source>{path} is not a Pawsort session and was left as it is. Sessions usually end in .pawsort; photos are added by dropping them on the window.</source>
        <translation>{path} n’est pas une session de Pawsort et n’a pas été modifié. Les sessions finissent d’habitude par .pawsort&#xa0;; pour ajouter des photos, déposez-les sur la fenêtre.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a Pawsort session. Drop it on the window to add its photos.</source>
        <translation>{path} est un dossier, pas une session de Pawsort. Déposez-le sur la fenêtre pour ajouter ses photos.</translation>
    </message>
    <message>
        <source>{path} was made by a newer Pawsort and was left as it is. Install the newest Pawsort to open it.</source>
        <translation>{path} vient d’un Pawsort plus récent et n’a pas été modifié. Installez le Pawsort le plus récent pour l’ouvrir.</translation>
    </message>
    <message>
        <source>{path} cannot be changed: the file is read-only. Copy the file to a folder of your own and open the copy.</source>
        <translation>{path} ne peut pas être modifié&#xa0;: le fichier est en lecture seule. Copiez le fichier dans un dossier à vous et ouvrez la copie.</translation>
    </message>
    <message>
        <source>{path} cannot be changed: its folder is read-only. Copy the file to a folder of your own and open the copy.</source>
        <translation>{path} ne peut pas être modifié&#xa0;: son dossier est en lecture seule. Copiez le fichier dans un dossier à vous et ouvrez la copie.</translation>
    </message>
    <message>
        <source>{path} cannot be changed: the file or its folder is read-only. Copy the file to a folder of your own and open the copy.</source>
        <translation>{path} ne peut pas être modifié&#xa0;: le fichier ou son dossier est en lecture seule. Copiez le fichier dans un dossier à vous et ouvrez la copie.</translation>
    </message>
    <message>
        <source>{path} may not be opened ({detail}). Ask for the right to change it, or open a copy of your own.</source>
        <translation>{path} ne peut pas être ouvert ({detail}). Demandez le droit de le modifier, ou ouvrez une copie à vous.</translation>
    </message>
    <message>
        <source>{path} is open in another Pawsort window. Go on there, or close that window and try again.</source>
        <translation>{path} est ouvert dans une autre fenêtre de Pawsort. Continuez là-bas, ou fermez cette fenêtre et réessayez.</translation>
    </message>
    <message>
        <source>{path} is busy: another program is writing to it. Close that program and try again.</source>
        <translation>{path} est occupé&#xa0;: un autre programme y écrit. Fermez ce programme et réessayez.</translation>
    </message>
    <message>
        <source>{path} cannot be written: the disk is full. Free some space and do the last step again; everything before it is saved.</source>
        <translation>{path} ne peut pas être écrit&#xa0;: le disque est plein. Libérez de la place et refaites la dernière étape&#xa0;; tout ce qui précède est enregistré.</translation>
    </message>
    <message>
        <source>{path} does not exist. It may have been moved or renamed; look for it and open it there.</source>
        <translation>{path} n’existe pas. Il a peut-être été déplacé ou renommé&#xa0;; cherchez-le et ouvrez-le là où il est.</translation>
    </message>
    <message>
        <source>{path} is damaged ({kind}) and was left as it is. What can be read of it can be rescued into a new session; or open a copy from your backup.</source>
        <translation>{path} est endommagé ({kind}) et n’a pas été modifié. Ce qui peut en être lu peut être sauvé dans une nouvelle session&#xa0;; ou ouvrez une copie de votre sauvegarde.</translation>
    </message>
    <message>
        <source>{path} was changed by another program and was left as it is: it holds something that Pawsort did not make and that could change labels ({name}). What can be read of it can be rescued into a new session.</source>
        <translation>{path} a été modifié par un autre programme et a été laissé tel quel&#xa0;: il contient quelque chose que Pawsort n’a pas créé et qui pourrait changer des étiquettes ({name}). Ce qui peut en être lu peut être sauvé dans une nouvelle session.</translation>
    </message>
    <message>
        <source>A part of {path} is damaged: what tells which photos are alike. The labels are whole. What can be read can be rescued into a new session.</source>
        <translation>Une partie de {path} est endommagée&#xa0;: ce qui dit quelles photos se ressemblent. Les étiquettes sont entières. Ce qui peut être lu peut être sauvé dans une nouvelle session.</translation>
    </message>
    <message>
        <source>Nothing can be read of {path}: no photo was found in it. Open a copy from your backup, or start a new session and drop the photos again.</source>
        <translation>Rien ne peut être lu dans {path}&#xa0;: aucune photo n’y a été trouvée. Ouvrez une copie de votre sauvegarde, ou commencez une nouvelle session et déposez de nouveau les photos.</translation>
    </message>
    <message>
        <source>{path} did not keep the labels: another program changes it while it is open. Nothing was changed. Close that program, and open the session again.</source>
        <translation>{path} n’a pas gardé les étiquettes&#xa0;: un autre programme le modifie pendant qu’il est ouvert. Rien n’a été changé. Fermez ce programme, puis ouvrez de nouveau la session.</translation>
    </message>
    <message>
        <source>{path} is open for looking only: the file or its folder is read-only. Save a copy of the session, and go on in the copy.</source>
        <translation>{path} est ouvert en lecture seule&#xa0;: le fichier ou son dossier est protégé en écriture. Enregistrez une copie de la session et continuez dans la copie.</translation>
    </message>
    <message>
        <source>{path} was overwritten by another program while it was open. What is shown is no longer in it: save a copy of the session, and go on in the copy.</source>
        <translation>{path} a été écrasé par un autre programme pendant qu’il était ouvert. Ce qui est affiché ne s’y trouve plus&#xa0;: enregistrez une copie de la session et continuez dans la copie.</translation>
    </message>
    <message>
        <source>{path} may no longer be changed: the file or its folder became read-only while it was open. Save a copy of the session, and go on in the copy.</source>
        <translation>{path} ne peut plus être modifié&#xa0;: le fichier ou son dossier est passé en lecture seule pendant qu’il était ouvert. Enregistrez une copie de la session et continuez dans la copie.</translation>
    </message>
    <message>
        <source>A part of {path} is damaged ({kind}). The labels that are shown are whole. What can be read can be rescued into a new session.</source>
        <translation>Une partie de {path} est endommagée ({kind}). Les étiquettes affichées sont entières. Ce qui peut être lu peut être sauvé dans une nouvelle session.</translation>
    </message>
    <message>
        <source>{path} is no longer there: it was moved, renamed, deleted or replaced while it was open. What is shown is not in any file of this name. Save a copy of the session, and go on in the copy.</source>
        <translation>{path} n’est plus là&#xa0;: le fichier a été déplacé, renommé, supprimé ou remplacé pendant qu’il était ouvert. Ce qui est affiché n’est dans aucun fichier de ce nom. Enregistrez une copie de la session et continuez dans la copie.</translation>
    </message>
    <message>
        <source>{path} already exists and was left as it is. Choose another name.</source>
        <translation>{path} existe déjà et n’a pas été modifié. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{path} cannot be used ({detail}). Try again, or open another session.</source>
        <translation>{path} ne peut pas servir ({detail}). Réessayez, ou ouvrez une autre session.</translation>
    </message>
    <message>
        <source>{path} cannot be used ({detail}). Close Pawsort, start it again, and open the session again.</source>
        <translation>{path} ne peut pas servir ({detail}). Fermez Pawsort, relancez-le et rouvrez la session.</translation>
    </message>
    <message>
        <source>{path} was made by an older Pawsort and could not be brought up to date ({detail}). It was left as it is: open it with the Pawsort that made it.</source>
        <translation>{path} vient d’un Pawsort plus ancien et n’a pas pu être mis à jour ({detail}). Il n’a pas été modifié&#xa0;: ouvrez-le avec le Pawsort qui l’a fait.</translation>
    </message>
    <message>
        <source>{path} is closed. Open it again.</source>
        <translation>{path} est fermé. Rouvrez-le.</translation>
    </message>
    <message>
        <source>{path} has no photo number {photo}. Open the session again to see what it has.</source>
        <translation>{path} n’a pas de photo numéro {photo}. Rouvrez la session pour voir ce qu’elle contient.</translation>
    </message>
    <message>
        <source>{path} has no animal number {animal}. Open the session again to see what it has.</source>
        <translation>{path} n’a pas d’animal numéro {animal}. Rouvrez la session pour voir ce qu’elle contient.</translation>
    </message>
    <message>
        <source>{path} is open and cannot be replaced. Choose another name for the copy.</source>
        <translation>{path} est ouvert et ne peut pas être remplacé. Choisissez un autre nom pour la copie.</translation>
    </message>
    <message>
        <source>This cannot be taken back alone, because a later step changed the same photos ({photos}). Take back that step first.</source>
        <translation>Cette étape ne peut pas être annulée seule, car une étape suivante a modifié les mêmes photos ({photos}). Annulez d’abord celle-ci.</translation>
    </message>
    <message>
        <source>This has been taken back already.</source>
        <translation>Cette étape a déjà été annulée.</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>Cette étape ne peut pas être annulée.</translation>
    </message>
    <message>
        <source>{path} does not know this step. Open the session again to see what was done in it.</source>
        <translation>{path} ne connaît pas cette étape. Rouvrez la session pour voir ce qui y a été fait.</translation>
    </message>
    <message>
        <source>the file as a whole</source>
        <translation>le fichier dans son ensemble</translation>
    </message>
    <message>
        <source>its order</source>
        <translation>son organisation</translation>
    </message>
    <message>
        <source>the list of photos</source>
        <translation>la liste des photos</translation>
    </message>
    <message>
        <source>the suggestions</source>
        <translation>les suggestions</translation>
    </message>
    <message>
        <source>the labels</source>
        <translation>les étiquettes</translation>
    </message>
    <message>
        <source>the history</source>
        <translation>l’historique</translation>
    </message>
    <message>
        <source>the animals</source>
        <translation>les animaux</translation>
    </message>
    <message>
        <source>small things about the session</source>
        <translation>des détails de la session</translation>
    </message>
    <message>
        <source>Write how your names look, for example {{{name_word}}} {{{number_word}}}.</source>
        <translation>Écrivez à quoi ressemblent vos noms, par exemple {{{name_word}}} {{{number_word}}}.</translation>
    </message>
    <message>
        <source>The brace at sign {place} is not closed: write a }} behind “{piece}”.</source>
        <translation>L’accolade au signe {place} n’est pas fermée&#xa0;: écrivez }} derrière «&#xa0;{piece}&#xa0;».</translation>
    </message>
    <message>
        <source>The }} at sign {place} closes nothing: write a {{ before it.</source>
        <translation>L’accolade }} au signe {place} ne ferme rien&#xa0;: écrivez {{ devant.</translation>
    </message>
    <message>
        <source>The braces at sign {place} are empty: write what stands there, for example {{{name_word}}}.</source>
        <translation>Les accolades au signe {place} sont vides&#xa0;: écrivez ce qui se trouve là, par exemple {{{name_word}}}.</translation>
    </message>
    <message>
        <source>{field} means nothing here; perhaps {near} is meant.</source>
        <translation>{field} ne veut rien dire ici&#xa0;; peut-être est-ce {near}.</translation>
    </message>
    <message>
        <source>{field} means nothing here: there are {{{name_word}}}, {{{number_word}}}, {{{date_word}}} and {{{any_word}}}.</source>
        <translation>{field} ne veut rien dire ici&#xa0;: il y a {{{name_word}}}, {{{number_word}}}, {{{date_word}}} et {{{any_word}}}.</translation>
    </message>
    <message>
        <source>Nothing stands between {first} and {second}, so nobody can tell where the one ends. Write what stands between them in your names: a space, _ or -.</source>
        <translation>Il n’y a rien entre {first} et {second}&#xa0;: impossible de savoir où finit le premier. Écrivez ce qui les sépare dans vos noms&#xa0;: une espace, _ ou -.</translation>
    </message>
    <message>
        <source>{field} is there twice; an animal has only one.</source>
        <translation>{field} y est deux fois&#xa0;; un animal n’en a qu’un.</translation>
    </message>
    <message>
        <source>{{{any_word}}} may be there {most} times at most.</source>
        <translation>{{{any_word}}} peut y être {most} fois au plus.</translation>
    </message>
    <message>
        <source>Say where the name or number of the animal stands: {{{name_word}}} or {{{number_word}}}.</source>
        <translation>Dites où se trouve le nom ou le numéro de l’animal&#xa0;: {{{name_word}}} ou {{{number_word}}}.</translation>
    </message>
    <message>
        <source>Name and number cannot both be missing: take away one question mark.</source>
        <translation>Le nom et le numéro ne peuvent pas manquer tous les deux&#xa0;: enlevez un point d’interrogation.</translation>
    </message>
    <message>
        <source>The {sign} at sign {place} does not belong there: a pattern is for one name, without the folders above.</source>
        <translation>Le {sign} au signe {place} n’a pas sa place ici&#xa0;: un modèle vaut pour un seul nom, sans les dossiers au-dessus.</translation>
    </message>
    <message>
        <source>A pattern has at most {most} signs.</source>
        <translation>Un modèle a {most} signes au plus.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numéro</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>any</source>
        <translation>reste</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>ce fichier ou ce dossier n’existe pas</translation>
    </message>
    <message>
        <source>access is not allowed</source>
        <translation>l’accès n’est pas autorisé</translation>
    </message>
    <message>
        <source>nothing can be written to this disk</source>
        <translation>on ne peut rien écrire sur ce disque</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>the disk or card reports an error</source>
        <translation>le disque ou la carte signale une erreur</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>il y a déjà un fichier de ce nom</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>le nom est trop long</translation>
    </message>
    <message>
        <source>links lead in a circle</source>
        <translation>des liens tournent en rond</translation>
    </message>
    <message>
        <source>another program uses it</source>
        <translation>un autre programme l’utilise</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>trop de fichiers sont ouverts</translation>
    </message>
    <message>
        <source>the file would be too large for this disk</source>
        <translation>le fichier serait trop grand pour ce disque</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>il n’y a pas assez de mémoire</translation>
    </message>
    <message>
        <source>what it goes to has been closed</source>
        <translation>ce qui devait le recevoir a été fermé</translation>
    </message>
    <message>
        <source>its drive does not answer</source>
        <translation>son disque ne répond pas</translation>
    </message>
    <message>
        <source>a quote is not closed</source>
        <translation>un guillemet n’est pas fermé</translation>
    </message>
    <message>
        <source>something stands behind a closing quote</source>
        <translation>quelque chose suit un guillemet fermant</translation>
    </message>
    <message>
        <source>a cell is too long</source>
        <translation>une cellule est trop longue</translation>
    </message>
    <message>
        <source>this is no JSON</source>
        <translation>ce n’est pas du JSON</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>l’imbrication est trop profonde</translation>
    </message>
    <message>
        <source>this is no JSON object</source>
        <translation>ce n’est pas un objet JSON</translation>
    </message>
    <message>
        <source>Write how the files are to be called. Each of these stands for what is known of the photo: {there}.</source>
        <translation>Écrivez comment les fichiers doivent s’appeler. Chacun de ces mots est remplacé par ce que l’on sait de la photo&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{field} means nothing here. There are: {there}.</source>
        <translation>{field} n’a pas de sens ici. Sont possibles&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>Without breeds, there are no folders of breeds. Sort the photos by animal or by state, or keep the breeds.</source>
        <translation>Sans les races, il n’y a pas de dossiers par race. Triez les photos par animal ou par état, ou gardez les races.</translation>
    </message>
    <message>
        <source>Without breeds, no breed stands in the names of files. Take it out of the pattern, or keep the breeds.</source>
        <translation>Sans les races, aucune race ne figure dans les noms de fichiers. Retirez-la du modèle de nom, ou gardez les races.</translation>
    </message>
    <message>
        <source>The session has no file that could be copied. Export folders or a table.</source>
        <translation>La session n’a pas de fichier à copier. Exportez des dossiers ou un tableau.</translation>
    </message>
    <message>
        <source>{folder} holds photos of this session, and copies would come between them. Choose another folder.</source>
        <translation>{folder} contient des photos de cette session, et les copies s’y mêleraient. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Nothing was written: no animal would stand in the table, and an empty table deletes all animals there. Give the animals their numbers in Animals first.</source>
        <translation>Rien n’a été écrit&#xa0;: aucun animal ne serait dans le tableau, et un tableau vide supprime tous les animaux sur le site. Donnez d’abord leur numéro aux animaux, dans Animaux.</translation>
    </message>
    <message>
        <source>Nothing was written: {format} takes no new animals alone, since the site deletes all that are missing from a table. Export all of them.</source>
        <translation>Rien n’a été écrit&#xa0;: {format} ne peut pas recevoir les seuls nouveaux animaux, car le site supprime tous ceux qui manquent dans un tableau. Exportez-les tous.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a file. Type the name that the import account waits for.</source>
        <translation>«&#xa0;{name}&#xa0;» ne peut pas être le nom d’un fichier. Saisissez le nom que le compte d’importation attend.</translation>
    </message>
    <message>
        <source>Type the status that the animals have at RescueGroups: Available, for example.</source>
        <translation>Saisissez le statut des animaux chez RescueGroups&#xa0;: Available, par exemple.</translation>
    </message>
    <message>
        <source>“{name}” is no shelter ID of Petfinder: it has two letters and a number, like NJ94.</source>
        <translation>«&#xa0;{name}&#xa0;» n’est pas un identifiant de refuge chez Petfinder&#xa0;: deux lettres et un nombre, comme NJ94.</translation>
    </message>
    <message>
        <source>{file} has no column with the numbers of animals. Call one “number”. Its columns are: {there}.</source>
        <translation>{file} n’a pas de colonne avec les numéros des animaux. Nommez-en une «&#xa0;numéro&#xa0;». Ses colonnes&#xa0;: {there}.</translation>
    </message>
    <message>
        <source>{file} is not XMP that can be read, and was left as it is. Have the program that wrote it write it again, or move it away.</source>
        <translation>{file} n’est pas un fichier XMP lisible et a été laissé tel quel. Faites-le réécrire par le logiciel qui l’a écrit, ou déplacez-le.</translation>
    </message>
    <message>
        <source>{file} is made to fill the memory of whoever reads it, and was left as it is. Delete it.</source>
        <translation>{file} est fait pour remplir la mémoire de qui le lit et a été laissé tel quel. Supprimez-le.</translation>
    </message>
    <message>
        <source>{file} is too long for what it should be, and was left as it is.</source>
        <translation>{file} est trop long pour ce qu’il devrait être et a été laissé tel quel.</translation>
    </message>
    <message>
        <source>{file} holds keywords in a form that nothing can be added to, and was left as it is. Have the program that wrote it write it again.</source>
        <translation>{file} contient des mots-clés sous une forme à laquelle rien ne peut être ajouté et a été laissé tel quel. Faites-le réécrire par le logiciel qui l’a écrit.</translation>
    </message>
    <message>
        <source>{file} was changed by another program in the meantime and was left as it is. Export again.</source>
        <translation>{file} a été modifié entre-temps par un autre logiciel et a été laissé tel quel. Exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} is write-protected and was left as it is. Take the protection away and export again.</source>
        <translation>{file} est protégé en écriture et a été laissé tel quel. Retirez la protection et exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} is no file, so no keywords were written there. Move it away and export again.</source>
        <translation>{file} n’est pas un fichier&#xa0;; aucun mot-clé n’y a été écrit. Déplacez-le et exportez de nouveau.</translation>
    </message>
    <message>
        <source>{file} is a photo of this session, and photos are never written to. Choose another folder.</source>
        <translation>{file} est une photo de cette session, et rien n’est jamais écrit dans les photos. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{file} is there already and shows another photo. It was left as it is; choose another folder.</source>
        <translation>{file} existe déjà et montre une autre photo. Il a été laissé tel quel&#xa0;; choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {detail}. No keywords were written for it.</source>
        <translation>{file} est illisible&#xa0;: {detail}. Aucun mot-clé n’a été écrit pour cette photo.</translation>
    </message>
    <message>
        <source>{file} does not exist. It may have been moved or renamed; look for it and choose it there.</source>
        <translation>{file} n’existe pas. Le fichier a peut-être été déplacé ou renommé&#xa0;; cherchez-le et choisissez-le là où il se trouve.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({detail}). Check who may read it, or copy it to a folder of your own.</source>
        <translation>{file} ne peut pas être lu ({detail}). Vérifiez qui a le droit de le lire, ou copiez-le dans un dossier à vous.</translation>
    </message>
    <message>
        <source>{file} is neither a memory nor a Pawsort session. Choose a file that ends in .pawsort-memory, or a session.</source>
        <translation>{file} n’est ni une mémoire ni une session Pawsort. Choisissez un fichier qui se termine par .pawsort-memory, ou une session.</translation>
    </message>
    <message>
        <source>{file} is damaged: {detail}. Nothing of it was used. Copy it again from where it came, or write it again from its sessions (pawsort memory).</source>
        <translation>{file} est endommagé&#xa0;: {detail}. Rien n’en a été utilisé. Copiez-le de nouveau depuis son origine, ou écrivez-le de nouveau à partir de ses sessions (pawsort memory).</translation>
    </message>
    <message>
        <source>{file} was written by a newer Pawsort. Install the newest Pawsort to use it.</source>
        <translation>{file} a été écrit par un Pawsort plus récent. Installez le Pawsort le plus récent pour l’utiliser.</translation>
    </message>
    <message>
        <source>{file} is too large: a memory has at most {labels} labels of {breeds} breeds. Make one of fewer sessions.</source>
        <translation>{file} est trop grand&#xa0;: une mémoire contient au plus {labels} étiquettes de {breeds} races. Faites-en une avec moins de sessions.</translation>
    </message>
    <message>
        <source>{file}: there is nothing to learn from. Label photos for which Pawsort has made suggestions, then try again.</source>
        <translation>{file}&#xa0;: il n’y a rien à en apprendre. Étiquetez des photos pour lesquelles Pawsort a fait des suggestions, puis réessayez.</translation>
    </message>
    <message>
        <source>{file}: this memory was made with the pack {made_with}; the pack in use is {in_use}. Use the pack with which it was made, or make it again from its sessions after the pack in use has made its suggestions there.</source>
        <translation>{file}&#xa0;: cette mémoire a été faite avec le modèle {made_with}&#xa0;; le modèle utilisé est {in_use}. Utilisez le modèle avec lequel elle a été faite, ou refaites-la à partir de ses sessions une fois que le modèle utilisé y a fait ses suggestions.</translation>
    </message>
    <message>
        <source>{file}: this memory was made with the pack {made_with}, the others with {in_use}. Memories of several packs cannot be combined; write one for each pack.</source>
        <translation>{file}&#xa0;: cette mémoire a été faite avec le modèle {made_with}, les autres avec {in_use}. Les mémoires de plusieurs modèles ne peuvent pas être réunies&#xa0;; écrivez-en une pour chaque modèle.</translation>
    </message>
    <message>
        <source>{file}: Pawsort has not made suggestions for its photos yet. Open it and wait for them, or label its folder with --session, then try again.</source>
        <translation>{file}&#xa0;: Pawsort n’a pas encore fait de suggestions pour ses photos. Ouvrez-le et attendez-les, ou traitez son dossier avec --session, puis réessayez.</translation>
    </message>
    <message>
        <source>{file}: its suggestions are those of the pack {made_with}, which is not the one that comes with Pawsort. Name the folder of that pack (--model), or let the pack in use make its suggestions first.</source>
        <translation>{file}&#xa0;: ses suggestions sont celles du modèle {made_with}, qui n’est pas celui fourni avec Pawsort. Indiquez le dossier de ce modèle (--model), ou laissez d’abord le modèle utilisé faire ses suggestions.</translation>
    </message>
    <message>
        <source>The pack {in_use} does not tell what photos look like (it has no embedding), so that nothing can be learned with it. Choose another pack.</source>
        <translation>Le modèle {in_use} ne dit pas à quoi ressemblent les photos (il n’a pas d’«&#xa0;embedding&#xa0;»)&#xa0;: rien ne peut être appris avec lui. Choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>{file} does not fit the pack {in_use}: its embeddings have {found} numbers instead of {wanted}. Nothing of it was used. Write it again from its sessions (pawsort memory).</source>
        <translation>{file} ne convient pas au modèle {in_use}&#xa0;: ses «&#xa0;embeddings&#xa0;» ont {found} nombres au lieu de {wanted}. Rien n’en a été utilisé. Écrivez-le de nouveau à partir de ses sessions (pawsort memory).</translation>
    </message>
    <message>
        <source>{file} was not taken: {count} memories are in use already. Remove one that is not needed, or combine several into one (pawsort memory).</source>
        <translation>{file} n’a pas été repris&#xa0;: {count} mémoires sont déjà utilisées. Retirez-en une dont vous n’avez pas besoin, ou réunissez-en plusieurs en une seule (pawsort memory).</translation>
    </message>
    <message>
        <source>{file} was not taken: memories in use may have {megabytes} MB together. Remove one that is not needed.</source>
        <translation>{file} n’a pas été repris&#xa0;: les mémoires utilisées peuvent occuper {megabytes} Mo ensemble. Retirez-en une dont vous n’avez pas besoin.</translation>
    </message>
    <message>
        <source>{file} cannot be written ({detail}). Free some space, or check who may write there, then try again.</source>
        <translation>{file} ne peut pas être écrit ({detail}). Libérez de la place, ou vérifiez qui a le droit d’écrire à cet endroit, puis réessayez.</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>il en manque une partie</translation>
    </message>
    <message>
        <source>some of it is not as it was written</source>
        <translation>une partie n’est plus telle qu’elle a été écrite</translation>
    </message>
    <message>
        <source>its parts do not have the sizes that it tells</source>
        <translation>ses parties n’ont pas les tailles qu’il annonce</translation>
    </message>
    <message>
        <source>something is in it that does not belong there, or is missing</source>
        <translation>il contient quelque chose qui n’a rien à y faire, ou il en manque</translation>
    </message>
    <message>
        <source>what it says of itself is no description of a memory</source>
        <translation>ce qu’il dit de lui-même n’est pas la description d’une mémoire</translation>
    </message>
    <message>
        <source>a name of a breed cannot be one</source>
        <translation>un nom de race n’en est pas un</translation>
    </message>
    <message>
        <source>its numbers have another form than it tells</source>
        <translation>ses nombres ont une autre forme que celle qu’il annonce</translation>
    </message>
    <message>
        <source>numbers in it are none, or infinite</source>
        <translation>certains de ses nombres n’en sont pas, ou sont infinis</translation>
    </message>
    <message>
        <source>a label in it is of no kind that there is</source>
        <translation>une de ses étiquettes n’est d’aucun genre connu</translation>
    </message>
    <message>
        <source>a label in it names breeds that it cannot name</source>
        <translation>une de ses étiquettes nomme des races qu’elle ne peut pas nommer</translation>
    </message>
    <message>
        <source>what the pack is to have said of a photo cannot be</source>
        <translation>ce que le modèle aurait dit d’une photo est impossible</translation>
    </message>
    <message>
        <source>a label in it belongs to no animal that can be</source>
        <translation>une de ses étiquettes n’appartient à aucun animal possible</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Add folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Photos ({endings});;All files (*)</source>
        <translation>Photos ({endings});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Ajouter des photos</translation>
    </message>
    <message>
        <source>Sessions (*{suffix})</source>
        <translation>Sessions (*{suffix})</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Ouvrir une session</translation>
    </message>
    <message>
        <source>Save a copy of the session</source>
        <translation>Enregistrer une copie de la session</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Aucune session</translation>
    </message>
</context>
<context>
    <name>FileMessages</name>
    <message>
        <source>Show them</source>
        <translation>Les montrer</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are on {drives} drives or folders that are not there, {folder} among them. Connect the drives, and the photos come back by themselves; or add the folders where they are now.</source>
        <translation>
            <numerusform>%Ln photo se trouve sur {drives} disques ou dossiers qui ne sont pas là, dont {folder}. Branchez les disques, et la photo revient d’elle-même&#xa0;; ou ajoutez le dossier où elle se trouve maintenant.</numerusform>
            <numerusform>%Ln photos se trouvent sur {drives} disques ou dossiers qui ne sont pas là, dont {folder}. Branchez les disques, et les photos reviennent d’elles-mêmes&#xa0;; ou ajoutez les dossiers où elles se trouvent maintenant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The drive or folder {folder} is not there: %n photo(s). Connect it, and they come back by themselves; or add the folder where they are now.</source>
        <translation>
            <numerusform>Le disque ou dossier {folder} n’est pas là&#xa0;: %Ln photo. Branchez-le, et elle revient d’elle-même&#xa0;; ou ajoutez le dossier où elle se trouve maintenant.</numerusform>
            <numerusform>Le disque ou dossier {folder} n’est pas là&#xa0;: %Ln photos. Branchez-le, et elles reviennent d’elles-mêmes&#xa0;; ou ajoutez le dossier où elles se trouvent maintenant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are not where they were. Add the folder where they are now, and they are found again.</source>
        <translation>
            <numerusform>%Ln photo n’est plus là où elle était. Ajoutez le dossier où elle se trouve maintenant, et elle sera retrouvée.</numerusform>
            <numerusform>%Ln photos ne sont plus là où elles étaient. Ajoutez le dossier où elles se trouvent maintenant, et elles seront retrouvées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{folder} is there again: %n photo(s) are back.</source>
        <translation>
            <numerusform>{folder} est de nouveau là&#xa0;: %Ln photo est revenue.</numerusform>
            <numerusform>{folder} est de nouveau là&#xa0;: %Ln photos sont revenues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) hold another photo than before: new suggestions follow.</source>
        <translation>
            <numerusform>%Ln fichier contient une autre photo qu’avant&#xa0;: une nouvelle suggestion suit.</numerusform>
            <numerusform>%Ln fichiers contiennent une autre photo qu’avant&#xa0;: de nouvelles suggestions suivent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their label(s) are kept and marked as given to another file.</source>
        <translation>
            <numerusform>Son étiquette est gardée et marquée comme donnée à un autre fichier.</numerusform>
            <numerusform>Leurs étiquettes sont gardées et marquées comme données à d’autres fichiers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have a label; it is kept and marked as given to another file.</source>
        <translation>
            <numerusform>%Ln d’entre elles a une étiquette&#xa0;; elle est gardée et marquée comme donnée à un autre fichier.</numerusform>
            <numerusform>%Ln d’entre elles ont une étiquette&#xa0;; elle est gardée et marquée comme donnée à un autre fichier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The files of %n photo(s) that were exported hold other photos than before: look at them, and export once more.</source>
        <translation>
            <numerusform>Le fichier de %Ln photo exportée contient une autre photo qu’avant&#xa0;: regardez-la, et exportez encore une fois.</numerusform>
            <numerusform>Les fichiers de %Ln photos exportées contiennent d’autres photos qu’avant&#xa0;: regardez-les, et exportez encore une fois.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterSidebar</name>
    <message>
        <source>Show all photos</source>
        <translation>Montrer toutes les photos</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
</context>
<context>
    <name>FormatList</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Photos and keywords</source>
        <translation>Photos et mots-clés</translation>
    </message>
    <message>
        <source>Shelter software</source>
        <translation>Logiciels de refuge</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Apprentissage</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Table (CSV)</source>
        <translation>Tableau (CSV)</translation>
    </message>
    <message>
        <source>A table that spreadsheets and other programs can read. A label says what somebody saw in a photo; what a dog looks like is often not what it is.</source>
        <translation>Un tableau que lisent les tableurs et les autres programmes. Une étiquette dit ce que quelqu’un a vu sur une photo&#xa0;; ce à quoi un chien ressemble n’est souvent pas ce qu’il est.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Left out because they have no row of their own: {photos}.</source>
        <translation>Laissées de côté, faute de ligne à part&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Between two cells</source>
        <translation>Entre deux cellules</translation>
    </message>
    <message>
        <source>As usual there</source>
        <translation>Comme d’habitude pour ce choix</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Virgule</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Point-virgule</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulation</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encodage</translation>
    </message>
    <message>
        <source>Old programs want Windows-1252. It has no sign for emoji and most of the world&apos;s letters.</source>
        <translation>D’anciens logiciels demandent Windows-1252, qui ne connaît ni les émojis ni la plupart des lettres du monde.</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 with a mark (Excel)</source>
        <translation>UTF-8 avec marque (Excel)</translation>
    </message>
    <message>
        <source>Windows-1252 (western Europe)</source>
        <translation>Windows-1252 (Europe de l’Ouest)</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Décimales</translation>
    </message>
    <message>
        <source>0.5</source>
        <translation>0.5</translation>
    </message>
    <message>
        <source>0,5</source>
        <translation>0,5</translation>
    </message>
    <message>
        <source>Letters that this encoding does not have become question marks; cells with such letters: {cells} ({names}). UTF-8 has all letters.</source>
        <translation>Les lettres que cet encodage ne connaît pas deviennent des points d’interrogation&#xa0;; cellules concernées&#xa0;: {cells} ({names}). UTF-8 connaît toutes les lettres.</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>Lignes JSON</translation>
    </message>
    <message>
        <source>Everything that Pawsort knows of each photo, for programs: one object a line, UTF-8.</source>
        <translation>Tout ce que Pawsort sait de chaque photo, pour les programmes&#xa0;: un objet par ligne, en UTF-8.</translation>
    </message>
    <message>
        <source>Nobody knows for certain whether this helps adoption. Two studies of shelters that stopped showing breeds saw dogs adopted sooner afterwards (Gunter and others 2016, PLOS ONE 11(3) e0146857; Cohen and others 2020, PLOS ONE 15(9) e0238176); a pilot study in Arizona saw dogs without a breed stay longer (Best Friends Animal Society, 2018).</source>
        <translation>Personne ne sait avec certitude si cela favorise l’adoption. Deux études de refuges qui ont cessé d’afficher les races ont vu des chiens adoptés plus tôt ensuite (Gunter et autres 2016, PLOS ONE 11(3) e0146857&#xa0;; Cohen et autres 2020, PLOS ONE 15(9) e0238176)&#xa0;; une étude pilote en Arizona a vu des chiens sans race rester plus longtemps (Best Friends Animal Society, 2018).</translation>
    </message>
    <message>
        <source>Where nobody decided</source>
        <translation>Là où personne n’a décidé</translation>
    </message>
    <message>
        <source>What only Pawsort suggested goes out marked as a suggestion where the table has a place for it.</source>
        <translation>Ce que Pawsort a seulement suggéré est marqué comme suggestion là où le tableau le permet.</translation>
    </message>
    <message>
        <source>No breed</source>
        <translation>Pas de race</translation>
    </message>
    <message>
        <source>The suggestion where Pawsort is sure</source>
        <translation>La suggestion quand Pawsort est sûr</translation>
    </message>
    <message>
        <source>The suggestion where Pawsort is sure or says “maybe”</source>
        <translation>La suggestion quand Pawsort est sûr ou dit «&#xa0;peut-être&#xa0;»</translation>
    </message>
    <message>
        <source>Without breeds</source>
        <translation>Sans les races</translation>
    </message>
    <message>
        <source>Leave out animals that stand in this table</source>
        <translation>Laisser de côté les animaux de ce tableau</translation>
    </message>
    <message>
        <source>A table that the other software wrote (CSV or Excel), with the numbers of the animals it has.</source>
        <translation>Un tableau écrit par l’autre logiciel (CSV ou Excel), avec les numéros des animaux qu’il a.</translation>
    </message>
    <message>
        <source>To open in</source>
        <translation>À ouvrir dans</translation>
    </message>
    <message>
        <source>Shelter software and other programs</source>
        <translation>Un logiciel de refuge ou un autre programme</translation>
    </message>
    <message>
        <source>Excel on this computer</source>
        <translation>Excel sur cet ordinateur</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Names with commas between them, in the order that you want; nothing for all columns.</source>
        <translation>Leurs noms, séparés par des virgules, dans l’ordre voulu&#xa0;; rien pour toutes les colonnes.</translation>
    </message>
    <message>
        <source>A row for</source>
        <translation>Une ligne pour</translation>
    </message>
    <message>
        <source>Every photo, with suggestions and labels</source>
        <translation>Chaque photo, avec suggestions et étiquettes</translation>
    </message>
    <message>
        <source>Every photo that has a label</source>
        <translation>Chaque photo qui a une étiquette</translation>
    </message>
    <message>
        <source>Every animal</source>
        <translation>Chaque animal</translation>
    </message>
    <message>
        <source>A row for each dog of a photo</source>
        <translation>Une ligne pour chaque chien d’une photo</translation>
    </message>
    <message>
        <source>Else a photo has one row, with further columns for the second and the third dog in it.</source>
        <translation>Sinon, une photo a une seule ligne, avec d’autres colonnes pour le deuxième et le troisième chien.</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Sous forme de</translation>
    </message>
    <message>
        <source>A second name takes no room, and is the photo itself: whoever changes one changes both. It needs the drive on which the photo is; on others, copies are made.</source>
        <translation>Un second nom ne prend pas de place, et c’est la photo elle-même&#xa0;: modifier l’un, c’est modifier l’autre. Il doit être sur le disque de la photo&#xa0;; ailleurs, des copies sont faites.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Second names of the same files (hard links)</source>
        <translation>Seconds noms des mêmes fichiers (liens physiques)</translation>
    </message>
    <message>
        <source>{animals} with photos that disagree about what they are: {names}. Open Animals to decide.</source>
        <translation>{animals} dont les photos se contredisent&#xa0;: {names}. Ouvrez Animaux pour décider.</translation>
    </message>
    <message>
        <source>Left out, because they belong to no animal: {photos}.</source>
        <translation>Laissées de côté, car sans animal&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Photos with more than {dogs} dogs, of which the others are left out: {photos}. A row a dog has all.</source>
        <translation>Photos de plus de {dogs} chiens, dont les autres sont laissés de côté&#xa0;: {photos}. Avec une ligne par chien, tous y sont.</translation>
    </message>
    <message>
        <source>Would replace what is there now: {files} ({names}).</source>
        <translation>Remplacerait ce qui s’y trouve&#xa0;: {files} ({names}).</translation>
    </message>
    <message>
        <source>Needs {megabytes}; {free} are free there.</source>
        <translation>Demande {megabytes}&#xa0;; il reste {free} à cet endroit.</translation>
    </message>
    <message>
        <source>Needs {megabytes}, and only {free} are free there. Choose a place on another disk.</source>
        <translation>Demande {megabytes}, et il ne reste que {free} à cet endroit. Choisissez un endroit sur un autre disque.</translation>
    </message>
    <message>
        <source>Needs {megabytes}.</source>
        <translation>Demande {megabytes}.</translation>
    </message>
    <message>
        <source>The files will be the photos themselves under a second name: do not edit them.</source>
        <translation>Les fichiers seront les photos elles-mêmes sous un second nom&#xa0;: ne les retouchez pas.</translation>
    </message>
    <message>
        <source>Copied, because they are on another drive: {photos}.</source>
        <translation>Sur un autre disque, et donc copié&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Not there, and left out: {photos}. Connect their drive, or find them.</source>
        <translation>Laissées de côté, car introuvables&#xa0;: {photos}. Branchez leur disque, ou retrouvez les fichiers.</translation>
    </message>
    <message>
        <source>The file of your names of breeds is damaged ({detail}); what can be read of it is in use: {file}. Mend it in an editor, or save those names anew.</source>
        <translation>Le fichier de vos noms de races est abîmé ({detail})&#xa0;; ce qu’on peut en lire est utilisé&#xa0;: {file}. Réparez-le dans un éditeur, ou enregistrez ces noms à nouveau.</translation>
    </message>
    <message>
        <source>Some of your names of breeds are not in the list of {receiver}, and those that Pawsort came with are in use: {names}.</source>
        <translation>Certains de vos noms de races ne sont pas dans la liste de {receiver}, et ceux de Pawsort sont utilisés&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>Not written any more: {files}.</source>
        <translation>N’a plus été écrit&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>Already there, and left as they were: {files}.</source>
        <translation>Déjà présents, et laissés tels quels&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>Copied, since a second name needs the drive on which the photo is: {files}.</source>
        <translation>Copié, car un second nom doit être sur le disque de la photo&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>Writes {file}: {rows}, {columns}.</source>
        <translation>Écrit {file}&#xa0;: {rows}, {columns}.</translation>
    </message>
    <message>
        <source>And {files} more.</source>
        <translation>Et {files} de plus.</translation>
    </message>
    <message>
        <source>Nothing would be written.</source>
        <translation>Rien ne serait écrit.</translation>
    </message>
    <message>
        <source>{breeds} without a name in the other software: {names}.</source>
        <translation>{breeds} sans nom dans l’autre logiciel&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>For example: {names}.</source>
        <translation>Par exemple&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>etiquettes</translation>
    </message>
    <message>
        <source>Animals whose breed stays open</source>
        <translation>Animaux dont la race reste indécise</translation>
    </message>
    <message>
        <source>Those whose photos disagree, too. An animal that is missing from the table is deleted there.</source>
        <translation>Ceux dont les photos se contredisent aussi. Un animal absent du tableau est supprimé sur le site.</translation>
    </message>
    <message>
        <source>Are in the table, with an unknown breed</source>
        <translation>Sont dans le tableau, de race inconnue</translation>
    </message>
    <message>
        <source>Are left out</source>
        <translation>Sont laissés de côté</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Everybody can read it there. Notes are written for the people of the shelter: look through them before you publish them. A description in the shelter&apos;s table comes first.</source>
        <translation>Tout le monde peut la lire sur le site. Les notes sont écrites pour l’équipe du refuge&#xa0;: relisez-les avant de les publier. Une description du tableau du refuge passe avant.</translation>
    </message>
    <message>
        <source>None, unless the shelter&apos;s table has one</source>
        <translation>Aucune, sauf si le tableau du refuge en a une</translation>
    </message>
    <message>
        <source>The animal&apos;s note</source>
        <translation>La note de l’animal</translation>
    </message>
    <message>
        <source>Sex, size, age … from this table</source>
        <translation>Sexe, taille, âge… d’après ce tableau</translation>
    </message>
    <message>
        <source>A table of the shelter&apos;s software (CSV or Excel) with a row an animal: its number, and what else is known of it (sex, size, age or birth date, neutered, vaccinated, housetrained, good with dogs, cats, children, special needs, description; the breed of cats).</source>
        <translation>Un tableau du logiciel du refuge (CSV ou Excel) avec une ligne par animal&#xa0;: son numéro et ce que l’on sait d’autre (sexe, taille, âge ou date de naissance, stérilisé, vacciné, propre, entente avec les chiens, les chats, les enfants, besoins particuliers, description&#xa0;; la race des chats).</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Taille des images</translation>
    </message>
    <message>
        <source>Pixels of the longer side, at most. None is made larger than its photo.</source>
        <translation>Pixels du grand côté, au plus. Aucune image n’est agrandie au-delà de sa photo.</translation>
    </message>
    <message>
        <source>600 pixels</source>
        <translation>600 pixels</translation>
    </message>
    <message>
        <source>1,200 pixels</source>
        <translation>1&#x202f;200 pixels</translation>
    </message>
    <message>
        <source>2,000 pixels</source>
        <translation>2&#x202f;000 pixels</translation>
    </message>
    <message>
        <source>As large as the photo</source>
        <translation>Aussi grande que la photo</translation>
    </message>
    <message>
        <source>In the pictures</source>
        <translation>Dans les images</translation>
    </message>
    <message>
        <source>Where a photo was taken is never in them.</source>
        <translation>Le lieu de la prise de vue n’y figure jamais.</translation>
    </message>
    <message>
        <source>Nothing but the picture</source>
        <translation>Rien d’autre que l’image</translation>
    </message>
    <message>
        <source>Camera, date and author as well</source>
        <translation>Aussi l’appareil, la date et l’auteur</translation>
    </message>
    <message>
        <source>{animals} of this session would not be in the table. Where the site has them from an earlier table, it deletes them: {names}.</source>
        <translation>{animals} de cette session ne seraient pas dans le tableau. Si le site les a reçus d’un tableau précédent, il les supprime&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>No animal would be in the table. Nothing is written then.</source>
        <translation>Aucun animal ne serait dans le tableau. Dans ce cas, rien n’est écrit.</translation>
    </message>
    <message>
        <source>Left out because they have no number, by which the site knows them: {animals} ({names}).</source>
        <translation>Laissés de côté faute de numéro, par lequel le site les reconnaît&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because their numbers are longer than the site takes: {animals} ({names}).</source>
        <translation>Laissés de côté, car leur numéro est plus long que ce que le site accepte&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because their numbers begin like a formula or have signs that cannot be seen: {animals} ({names}).</source>
        <translation>Laissés de côté, car leur numéro commence comme une formule ou contient des signes invisibles&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because others have the same number, upper and lower case aside: {animals} ({names}). Give each its own.</source>
        <translation>Laissés de côté, car plusieurs ont le même numéro, majuscules et minuscules confondues&#xa0;: {animals} ({names}). Donnez à chacun le sien.</translation>
    </message>
    <message>
        <source>Left out because they are neither dogs nor cats: {animals} ({names}).</source>
        <translation>Laissés de côté, car ce ne sont ni des chiens ni des chats&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because Pawsort knows no breeds of cats: {animals} ({names}). They are in the table once the shelter&apos;s table has their breed.</source>
        <translation>Laissés de côté, car Pawsort ne connaît pas les races de chats&#xa0;: {animals} ({names}). Ils seront dans le tableau dès que celui du refuge indiquera leur race.</translation>
    </message>
    <message>
        <source>Left out because all their photos show no dog: {animals} ({names}).</source>
        <translation>Laissés de côté, car aucune de leurs photos ne montre de chien&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because nobody has decided about them: {animals} ({names}).</source>
        <translation>Laissés de côté, car personne n’a rien décidé à leur sujet&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because their photos disagree: {animals} ({names}).</source>
        <translation>Laissés de côté, car leurs photos se contredisent&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out because none of their photos is among those that are exported: {animals} ({names}).</source>
        <translation>Laissés de côté, car aucune de leurs photos ne fait partie de celles à exporter&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>With an unknown breed, since nobody has decided: {animals} ({names}).</source>
        <translation>De race inconnue, puisque personne n’a rien décidé&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>With an unknown breed, since their photos disagree: {animals} ({names}). Open Animals to decide.</source>
        <translation>De race inconnue, puisque leurs photos se contredisent&#xa0;: {animals} ({names}). Ouvrez Animaux pour décider.</translation>
    </message>
    <message>
        <source>With a breed that Pawsort suggests and nobody has looked at: {animals} ({names}). Everybody will read it there.</source>
        <translation>Avec une race que Pawsort suggère et que personne n’a vérifiée&#xa0;: {animals} ({names}). Tout le monde la lira sur le site.</translation>
    </message>
    <message>
        <source>With two of their three breeds, since the site takes no more: {animals} ({names}).</source>
        <translation>Avec deux de leurs trois races, le site n’en acceptant pas plus&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Without pictures, since no photo shows them well: {animals} ({names}).</source>
        <translation>Sans images, car aucune photo ne les montre bien&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Without pictures, since their numbers have signs that names of files cannot have: {animals} ({names}).</source>
        <translation>Sans images, car leur numéro contient des signes interdits dans un nom de fichier&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Cells of the shelter&apos;s table that are not understood and stay blank: {cells} ({names}).</source>
        <translation>Cellules du tableau du refuge qui ne sont pas comprises et restent vides&#xa0;: {cells} ({names}).</translation>
    </message>
    <message>
        <source>Numbers that stand several times in the shelter&apos;s table, where the first row counts: {numbers}.</source>
        <translation>Numéros présents plusieurs fois dans le tableau du refuge, dont la première ligne compte&#xa0;: {numbers}.</translation>
    </message>
    <message>
        <source>In the folder are pictures of an earlier export that belong to no animal of this table: {files} ({names}). Delete them before you upload the folder.</source>
        <translation>Le dossier contient des images d’une exportation précédente qui n’appartiennent à aucun animal de ce tableau&#xa0;: {files} ({names}). Supprimez-les avant d’envoyer le dossier.</translation>
    </message>
    <message>
        <source>Adopt-a-Pet</source>
        <translation>Adopt-a-Pet</translation>
    </message>
    <message>
        <source>A row an animal for AutoUpload, import.cfg, which says what the columns are, and pictures. Upload all three as they are.</source>
        <translation>Une ligne par animal pour AutoUpload, le fichier import.cfg, qui décrit les colonnes, et des images. Envoyez les trois tels quels.</translation>
    </message>
    <message>
        <source>adopt-a-pet</source>
        <translation>adopt-a-pet</translation>
    </message>
    <message>
        <source>Writes {files} beside it: import.cfg and pictures.</source>
        <translation>Écrit à côté {files}&#xa0;: import.cfg et des images.</translation>
    </message>
    <message>
        <source>The first line names the columns</source>
        <translation>La première ligne nomme les colonnes</translation>
    </message>
    <message>
        <source>As the AutoUpload account is set. Where the two differ, the first animal is lost.</source>
        <translation>Selon le réglage du compte AutoUpload. S’ils diffèrent, le premier animal est perdu.</translation>
    </message>
    <message>
        <source>The first upload erases everything that the Adopt-a-Pet account has, animals typed in by hand too; every later one removes the animals that are missing from the table. The session must hold all animals that are to stay there.</source>
        <translation>Le premier envoi efface tout ce que contient le compte Adopt-a-Pet, y compris les animaux saisis à la main&#xa0;; chaque envoi suivant retire les animaux absents du tableau. La session doit contenir tous les animaux qui doivent y rester.</translation>
    </message>
    <message>
        <source>Adopt-a-Pet wants the sex of every animal, and Pawsort does not know it: {animals} ({names}). Choose a table of the shelter, or fill in the column Sex before you upload.</source>
        <translation>Adopt-a-Pet demande le sexe de chaque animal, et Pawsort ne le connaît pas&#xa0;: {animals} ({names}). Choisissez un tableau du refuge, ou remplissez la colonne Sex avant l’envoi.</translation>
    </message>
    <message>
        <source>New animals for ASM3</source>
        <translation>Nouveaux animaux pour ASM3</translation>
    </message>
    <message>
        <source>A table for “Import a CSV file” in ASM3 (Animal Shelter Manager, sheltermanager): a row a dog, with the breed in ASM3&apos;s own words, the description and a picture. In ASM3, leave all boxes of that page unticked.</source>
        <translation>Un tableau pour «&#xa0;Importer un fichier CSV&#xa0;» d’ASM3 (Animal Shelter Manager, sheltermanager)&#xa0;: une ligne par chien, avec la race dans les mots d’ASM3, la description et une photo. Dans ASM3, ne cochez aucune case de cette page.</translation>
    </message>
    <message>
        <source>asm3</source>
        <translation>asm3</translation>
    </message>
    <message>
        <source>Table for ASM3</source>
        <translation>Tableau pour ASM3</translation>
    </message>
    <message>
        <source>Left out, with the animals that are left out or of none: {photos}.</source>
        <translation>Laissées de côté, car sans animal ou d’un animal laissé de côté&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Animals that ASM3 has already</source>
        <translation>Animaux qu’ASM3 a déjà</translation>
    </message>
    <message>
        <source>The table that ASM3 writes with “Export Animals as CSV” (of all animals, not only of those in the shelter). Animals that stand in it are left out.</source>
        <translation>Le tableau qu’ASM3 écrit avec «&#xa0;Exporter les animaux en tant que CSV&#xa0;» (Export Animals as CSV), pour tous les animaux et pas seulement ceux du refuge. Les animaux qui y figurent sont laissés de côté.</translation>
    </message>
    <message>
        <source>Without that table</source>
        <translation>Sans ce tableau</translation>
    </message>
    <message>
        <source>An animal with a number may be in ASM3 under that number, and its import would then change it.</source>
        <translation>Un animal qui a un numéro est peut-être dans ASM3 sous ce numéro, et son import le modifierait alors.</translation>
    </message>
    <message>
        <source>Only animals without a number</source>
        <translation>Seulement les animaux sans numéro</translation>
    </message>
    <message>
        <source>All animals: ASM3 has none of them yet</source>
        <translation>Tous les animaux&#xa0;: ASM3 n’en a encore aucun</translation>
    </message>
    <message>
        <source>ASM3 was set up in</source>
        <translation>ASM3 a été installé en</translation>
    </message>
    <message>
        <source>Its lists of breeds and species stay in that language. Where the shelter has changed its list of breeds, open “Breeds in shelter software” and give that list.</source>
        <translation>Ses listes de races et d’espèces restent dans cette langue. Si le refuge a changé sa liste de races, ouvrez «&#xa0;Les races dans les logiciels de refuge&#xa0;» et indiquez cette liste.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Français</translation>
    </message>
    <message>
        <source>Pictures of each animal</source>
        <translation>Photos de chaque animal</translation>
    </message>
    <message>
        <source>At most ten; the first is the cover. 0 for none.</source>
        <translation>Dix au plus&#xa0;; la première est celle de couverture. 0 pour aucune.</translation>
    </message>
    <message>
        <source>Websites show ASM3&apos;s description. What is for the people of the shelter alone, is hidden.</source>
        <translation>Les sites affichent la description d’ASM3. Ce qui n’est destiné qu’à l’équipe du refuge est masqué.</translation>
    </message>
    <message>
        <source>Is the description</source>
        <translation>Devient la description</translation>
    </message>
    <message>
        <source>Stands among the hidden details</source>
        <translation>Figure parmi les détails masqués</translation>
    </message>
    <message>
        <source>Is left out</source>
        <translation>Est laissée de côté</translation>
    </message>
    <message>
        <source>Age in years</source>
        <translation>Âge en années</translation>
    </message>
    <message>
        <source>ASM3 takes no animal without an age, and Pawsort knows none: it is noted there as estimated.</source>
        <translation>ASM3 n’accepte aucun animal sans âge, et Pawsort n’en connaît pas&#xa0;: il y est noté comme estimé.</translation>
    </message>
    <message>
        <source>Not for adoption yet</source>
        <translation>Pas encore à l’adoption</translation>
    </message>
    <message>
        <source>ASM3 publishes none of them until somebody has looked at what it filled in, and said so there.</source>
        <translation>ASM3 n’en publie aucun avant que quelqu’un n’ait vérifié ce qu’il a complété, et ne l’y ait indiqué.</translation>
    </message>
    <message>
        <source>Left out, because ASM3 may have them under their numbers: {animals} ({names}). Its import would replace their description, add a picture, in older versions move them to the default location, and not change their breed. Choose “Export Animals as CSV” in ASM3, and give that table above.</source>
        <translation>Laissés de côté, car ASM3 les a peut-être sous leurs numéros&#xa0;: {animals} ({names}). Son import remplacerait leur description, ajouterait une photo, les déplacerait vers l’emplacement par défaut dans d’anciennes versions, et ne changerait pas leur race. Choisissez «&#xa0;Exporter les animaux en tant que CSV&#xa0;» (Export Animals as CSV) dans ASM3, et indiquez ce tableau ci-dessus.</translation>
    </message>
    <message>
        <source>Where ASM3 has an animal with one of these numbers already, its import replaces the description, adds a picture, in older versions moves it to the default location, and does not change its breed. To leave those out, choose “Export Animals as CSV” in ASM3, and give that table above.</source>
        <translation>Si ASM3 a déjà un animal avec un de ces numéros, son import remplace la description, ajoute une photo, le déplace vers l’emplacement par défaut dans d’anciennes versions, et ne change pas sa race. Pour les laisser de côté, choisissez «&#xa0;Exporter les animaux en tant que CSV&#xa0;» (Export Animals as CSV) dans ASM3, et indiquez ce tableau ci-dessus.</translation>
    </message>
    <message>
        <source>Left out, because they share a number with another and would become one: {animals} ({names}).</source>
        <translation>Laissés de côté, car ils partagent leur numéro avec un autre et n’en feraient plus qu’un&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out, because they have neither name nor number: {animals}.</source>
        <translation>Laissés de côté, car ils n’ont ni nom ni numéro&#xa0;: {animals}.</translation>
    </message>
    <message>
        <source>Left out, because they are no dogs: {animals} ({names}).</source>
        <translation>Laissés de côté, car ce ne sont pas des chiens&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out, because their photos show no dog: {animals} ({names}).</source>
        <translation>Laissés de côté, car leurs photos ne montrent pas de chien&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out, because their photos disagree about what they are: {animals} ({names}). Open Animals to decide.</source>
        <translation>Laissés de côté, car leurs photos ne s’accordent pas sur ce qu’ils sont&#xa0;: {animals} ({names}). Ouvrez Animaux pour décider.</translation>
    </message>
    <message>
        <source>Left out, because nobody has decided yet what they look like, and ASM3&apos;s import cannot add a breed later: {animals} ({names}).</source>
        <translation>Laissés de côté, car personne n’a encore décidé à quoi ils ressemblent, et l’import d’ASM3 ne peut pas ajouter la race plus tard&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Left out, because they stand in the table of ASM3: {animals} ({names}).</source>
        <translation>Laissés de côté, car ils figurent dans le tableau d’ASM3&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Called a mixed breed for want of a name, with the breed in the description: {animals} ({names}).</source>
        <translation>Appelés «&#xa0;race croisée&#xa0;» faute de nom, avec la race dans la description&#xa0;: {animals} ({names}).</translation>
    </message>
    <message>
        <source>Import this table once, and give the table of ASM3 when you export again: ASM3 makes no animal twice, but a second time it would replace the descriptions and add the pictures once more.</source>
        <translation>Importez ce tableau une seule fois, et indiquez le tableau d’ASM3 au prochain export&#xa0;: ASM3 ne crée aucun animal deux fois, mais la seconde fois il remplacerait les descriptions et ajouterait encore les photos.</translation>
    </message>
    <message>
        <source>Look through the first animals after the import: what ASM3 has not in its lists (breed, species, type) becomes its default one without a word, of a new ASM3 a cat. Colour, size, location, reason of entry and date are its defaults too, the age is {age} years, estimated. Animals that are not in the table are left alone.</source>
        <translation>Vérifiez les premiers animaux après l’import&#xa0;: ce qu’ASM3 n’a pas dans ses listes (race, espèce, type) devient sans un mot sa valeur par défaut, dans un ASM3 neuf un chat. La couleur, la taille, l’emplacement, le motif d’entrée et la date prennent aussi ses valeurs par défaut&#xa0;; l’âge est de {age} ans, estimé. Les animaux qui ne sont pas dans le tableau ne sont pas touchés.</translation>
    </message>
    <message>
        <source>Photos in folders</source>
        <translation>Photos dans des dossiers</translation>
    </message>
    <message>
        <source>Copies of the photos, sorted into one folder a breed, an animal or a state. The photos themselves stay where and as they are. Copies keep all that is in them, also where they were taken.</source>
        <translation>Des copies des photos, rangées dans un dossier par race, par animal ou par état. Les photos elles-mêmes restent où elles sont et telles qu’elles sont. Les copies gardent tout ce que les photos contiennent, y compris le lieu de la prise de vue.</translation>
    </message>
    <message>
        <source>sorted photos</source>
        <translation>photos triées</translation>
    </message>
    <message>
        <source>Left out because nobody has decided about them yet: {photos}.</source>
        <translation>Laissées de côté, car personne n’a encore décidé&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Puts {files} into folders.</source>
        <translation>Met {files} dans des dossiers.</translation>
    </message>
    <message>
        <source>A folder for</source>
        <translation>Un dossier pour</translation>
    </message>
    <message>
        <source>Mixes, “unknown”, photos without a dog or with several dogs, and animals whose photos disagree have folders of their own.</source>
        <translation>Les croisés, «&#xa0;inconnu&#xa0;», les photos sans chien ou avec plusieurs chiens et les animaux dont les photos se contredisent ont leurs propres dossiers.</translation>
    </message>
    <message>
        <source>Every breed</source>
        <translation>Chaque race</translation>
    </message>
    <message>
        <source>Every state of the review</source>
        <translation>Chaque état de la vérification</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>Noms des fichiers</translation>
    </message>
    <message>
        <source>{name} is what the file is called now. There are also {animal}, {number}, {breed}, {state}, {date} and {count}; a slash makes a folder: {animal}/{date} {count}.</source>
        <translation>{name} est le nom actuel du fichier. Il y a aussi {animal}, {number} (ou {numero}), {breed} (ou {race}), {state} (ou {etat}), {date} et {count} (ou {compte})&#xa0;; une barre oblique crée un dossier&#xa0;: {animal}/{date} {count}.</translation>
    </message>
    <message>
        <source>Of these photos</source>
        <translation>Parmi ces photos</translation>
    </message>
    <message>
        <source>Those that somebody decided about</source>
        <translation>Celles pour lesquelles quelqu’un a décidé</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>{folder} lies among the folders of the photos: who adds those again adds the copies too. A folder elsewhere is better.</source>
        <translation>{folder} se trouve parmi les dossiers des photos&#xa0;: les ajouter de nouveau ajouterait aussi les copies. Mieux vaut un dossier ailleurs.</translation>
    </message>
    <message>
        <source>Petfinder</source>
        <translation>Petfinder</translation>
    </message>
    <message>
        <source>A row an animal for Petfinder&apos;s import, and its pictures. Upload the table to the folder “import” of the FTP account, the pictures to “import/photos”.</source>
        <translation>Une ligne par animal pour l’importation de Petfinder, avec ses images. Envoyez le tableau dans le dossier «&#xa0;import&#xa0;» du compte FTP, les images dans «&#xa0;import/photos&#xa0;».</translation>
    </message>
    <message>
        <source>petfinder</source>
        <translation>petfinder</translation>
    </message>
    <message>
        <source>Writes {files} beside it: pictures.</source>
        <translation>Écrit à côté {files}&#xa0;: des images.</translation>
    </message>
    <message>
        <source>Shelter ID</source>
        <translation>Identifiant du refuge</translation>
    </message>
    <message>
        <source>As Petfinder has it, like NJ94: the table has to be called so.</source>
        <translation>Celui de Petfinder, comme NJ94&#xa0;: le tableau doit porter ce nom.</translation>
    </message>
    <message>
        <source>Status of the animals</source>
        <translation>Statut des animaux</translation>
    </message>
    <message>
        <source>Adoptable</source>
        <translation>Adoptable</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Réservé</translation>
    </message>
    <message>
        <source>Adoption pending</source>
        <translation>Adoption en cours</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>Petfinder deletes every animal with a Pet ID that is missing from the table. The session must hold all animals that are to stay there; those typed in by hand without a Pet ID are left alone.</source>
        <translation>Petfinder supprime tout animal ayant un Pet ID et absent du tableau. La session doit contenir tous les animaux qui doivent y rester&#xa0;; ceux saisis à la main sans Pet ID ne sont pas touchés.</translation>
    </message>
    <message>
        <source>The table has to be called by the shelter&apos;s ID at Petfinder. Type it, or rename the file before you upload.</source>
        <translation>Le tableau doit porter l’identifiant du refuge chez Petfinder. Saisissez-le, ou renommez le fichier avant l’envoi.</translation>
    </message>
    <message>
        <source>Petfinder takes no animal without sex, size and age, and Pawsort does not know them: {animals} ({names}). Choose a table of the shelter, or fill in the columns Sex, Size and Age before you upload.</source>
        <translation>Petfinder n’accepte aucun animal sans sexe, taille et âge, et Pawsort ne les connaît pas&#xa0;: {animals} ({names}). Choisissez un tableau du refuge, ou remplissez les colonnes Sex, Size et Age avant l’envoi.</translation>
    </message>
    <message>
        <source>RescueGroups.org</source>
        <translation>RescueGroups.org</translation>
    </message>
    <message>
        <source>A row an animal for an import account, and its pictures. Upload the table to the folder “import” of the FTP account, the pictures to “import/pictures”.</source>
        <translation>Une ligne par animal pour un compte d’importation, avec ses images. Envoyez le tableau dans le dossier «&#xa0;import&#xa0;» du compte FTP, les images dans «&#xa0;import/pictures&#xa0;».</translation>
    </message>
    <message>
        <source>rescuegroups</source>
        <translation>rescuegroups</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>Nom du tableau</translation>
    </message>
    <message>
        <source>As the import account has it, upper and lower case too.</source>
        <translation>Tel que le compte d’importation l’attend, majuscules et minuscules comprises.</translation>
    </message>
    <message>
        <source>A word of RescueGroups, for all of them: Available, for example.</source>
        <translation>Un mot de RescueGroups, pour tous les animaux&#xa0;: Available, par exemple.</translation>
    </message>
    <message>
        <source>RescueGroups deletes every animal that this import account has added and that is missing from the table. The session must hold all animals that are to stay there; animals typed in by hand are left alone.</source>
        <translation>RescueGroups supprime tout animal ajouté par ce compte d’importation et absent du tableau. La session doit contenir tous les animaux qui doivent y rester&#xa0;; ceux saisis à la main ne sont pas touchés.</translation>
    </message>
    <message>
        <source>Examples for training</source>
        <translation>Exemples pour l’entraînement</translation>
    </message>
    <message>
        <source>Photos that somebody labelled with exactly one breed, for whoever trains a network on them. Mixes, kinds of dogs, “unknown”, photos without a dog and with several dogs are no examples.</source>
        <translation>Les photos auxquelles quelqu’un a donné exactement une race, pour qui veut entraîner un réseau. Les croisés, les types de chiens, «&#xa0;inconnu&#xa0;», les photos sans chien ou avec plusieurs chiens ne sont pas des exemples.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>Left out because they are no example of one breed: {photos}.</source>
        <translation>Laissées de côté, car elles ne sont pas l’exemple d’une seule race&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Writes {files}.</source>
        <translation>Écrit {files}.</translation>
    </message>
    <message>
        <source>Examples as</source>
        <translation>Forme des exemples</translation>
    </message>
    <message>
        <source>A table and a session name the photos where they are now; folders can be taken to another computer.</source>
        <translation>Un tableau et une session désignent les photos là où elles sont&#xa0;; des dossiers peuvent être emportés sur un autre ordinateur.</translation>
    </message>
    <message>
        <source>One folder a breed, with copies of the photos</source>
        <translation>Un dossier par race, avec des copies des photos</translation>
    </message>
    <message>
        <source>A table of the photos and their breeds</source>
        <translation>Un tableau des photos et de leurs races</translation>
    </message>
    <message>
        <source>A copy of the whole session</source>
        <translation>Une copie de toute la session</translation>
    </message>
    <message>
        <source>The copy holds everything that is known of all photos; the photos themselves are not in it.</source>
        <translation>La copie contient tout ce que l’on sait de toutes les photos&#xa0;; les photos elles-mêmes n’y sont pas.</translation>
    </message>
    <message>
        <source>{breeds} with a single photo: {names}. Training needs two of each: add photos, or leave them out there.</source>
        <translation>{breeds} avec une seule photo&#xa0;: {names}. L’entraînement en demande deux de chacune&#xa0;: ajoutez des photos, ou laissez ces races de côté.</translation>
    </message>
    <message>
        <source>The label of {photos} is a kind of dog, and no breed: a network would take it for one more breed.</source>
        <translation>L’étiquette de {photos} est un type de chien et non une race&#xa0;: un réseau le prendrait pour une race de plus.</translation>
    </message>
    <message>
        <source>There is one breed only; telling breeds apart takes two.</source>
        <translation>Il n’y a qu’une race&#xa0;; pour distinguer des races, il en faut deux.</translation>
    </message>
    <message>
        <source>Excel workbook (XLSX)</source>
        <translation>Classeur Excel (XLSX)</translation>
    </message>
    <message>
        <source>A table for Excel, LibreOffice and other spreadsheets, the same in every country. A label says what somebody saw in a photo; what a dog looks like is often not what it is.</source>
        <translation>Un tableau pour Excel, LibreOffice et d’autres tableurs, le même dans tous les pays. Une étiquette dit ce que quelqu’un a vu sur une photo&#xa0;; un chien n’est souvent pas ce dont il a l’air.</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Classeur Excel</translation>
    </message>
    <message>
        <source>With a small picture of each photo</source>
        <translation>Avec une vignette de chaque photo</translation>
    </message>
    <message>
        <source>In the first column. The file grows by about 4 MB a thousand photos, and spreadsheets get slow with more than a few thousand.</source>
        <translation>Dans la première colonne. Le fichier grossit d’environ 4 Mo pour mille photos, et les tableurs ralentissent au-delà de quelques milliers.</translation>
    </message>
    <message>
        <source>Keywords for photo programs (XMP)</source>
        <translation>Mots-clés pour les logiciels de photos (XMP)</translation>
    </message>
    <message>
        <source>What dogs look like, which animal is which and what was picked, as keywords for digiKam, darktable, Lightroom and others. A sidecar is a small file beside a photo that holds them: the photo stays as it is. Sidecars that are there keep all that is in them.</source>
        <translation>À quoi ressemblent les chiens, quel animal est lequel et ce qui a été choisi, sous forme de mots-clés pour digiKam, darktable, Lightroom et d’autres. Un fichier annexe (XMP) est un petit fichier à côté d’une photo, qui les contient&#xa0;: la photo reste telle quelle. Les fichiers annexes qui existent déjà gardent tout leur contenu.</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>mots-clés</translation>
    </message>
    <message>
        <source>Left out because there is nothing to say of them yet: {photos}.</source>
        <translation>Laissées de côté, car il n’y a encore rien à en dire&#xa0;: {photos}.</translation>
    </message>
    <message>
        <source>Writes keywords into {files}.</source>
        <translation>Écrit des mots-clés dans {files}.</translation>
    </message>
    <message>
        <source>Keywords go into</source>
        <translation>Les mots-clés vont dans</translation>
    </message>
    <message>
        <source>digiKam reads sidecars when its settings say so (Metadata, Sidecars), darktable always. Lightroom reads them beside raw photos alone: for JPEG, give it copies. Copies keep all that is in the photos, also where they were taken.</source>
        <translation>digiKam lit les fichiers annexes quand ses réglages le disent (Métadonnées, Fichiers annexes), darktable toujours. Lightroom ne les lit qu’à côté des photos brutes&#xa0;: pour du JPEG, donnez-lui des copies. Les copies gardent tout ce que les photos contiennent, y compris le lieu de la prise de vue.</translation>
    </message>
    <message>
        <source>Sidecars in a folder of their own</source>
        <translation>Des fichiers annexes dans un dossier à part</translation>
    </message>
    <message>
        <source>Sidecars beside the photos</source>
        <translation>Des fichiers annexes à côté des photos</translation>
    </message>
    <message>
        <source>Copies of the photos</source>
        <translation>Des copies des photos</translation>
    </message>
    <message>
        <source>New sidecars are called</source>
        <translation>Nom des nouveaux fichiers annexes</translation>
    </message>
    <message>
        <source>A sidecar that is there already is added to, whichever way it is called.</source>
        <translation>Un fichier annexe qui existe déjà est complété, quel que soit son nom.</translation>
    </message>
    <message>
        <source>Rex.jpg.xmp (digiKam, darktable)</source>
        <translation>Rex.jpg.xmp (digiKam, darktable)</translation>
    </message>
    <message>
        <source>Rex.xmp (Adobe)</source>
        <translation>Rex.xmp (Adobe)</translation>
    </message>
    <message>
        <source>Keywords are, for example: {names}.</source>
        <translation>Exemples de mots-clés&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>There already: {files}. They keep all that is in them, and only keywords that Pawsort wrote earlier are taken away where they no longer hold.</source>
        <translation>Déjà là&#xa0;: {files}. Tout ce qu’ils contiennent y reste&#xa0;; seuls les mots-clés que Pawsort avait écrits et qui ne sont plus vrais en sont retirés.</translation>
    </message>
    <message>
        <source>Keywords are put into copies of JPEG, PNG and WebP photos. Copied as they are, with a sidecar beside each, because they are of other kinds: {files}.</source>
        <translation>Les mots-clés sont écrits dans les copies des photos JPEG, PNG et WebP. Copiées telles quelles, avec un fichier annexe à côté de chacune, car elles sont d’un autre type&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>Files are added to the folders of your photos. The photos themselves stay as they are.</source>
        <translation>Des fichiers s’ajoutent aux dossiers de vos photos. Les photos elles-mêmes restent telles quelles.</translation>
    </message>
</context>
<context>
    <name>GalleryHeader</name>
    <message>
        <source>Find a file…</source>
        <translation>Chercher un fichier…</translation>
    </message>
    <message>
        <source>Find photos by file or folder name</source>
        <translation>Chercher des photos par nom de fichier ou de dossier</translation>
    </message>
    <message>
        <source>Arrange again</source>
        <translation>Ranger à nouveau</translation>
    </message>
    <message>
        <source>Photos stay where they are while you work. Sort and filter them anew.</source>
        <translation>Les photos ne bougent pas pendant que vous travaillez. Les trier et filtrer à nouveau.</translation>
    </message>
    <message>
        <source>Comparing photos…</source>
        <translation>Comparaison des photos…</translation>
    </message>
    <message>
        <source>Photos stay where they are until it is known which of them are alike.</source>
        <translation>Les photos restent à leur place jusqu’à ce que l’on sache lesquelles se ressemblent.</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Trier par</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Most alike</source>
        <translation>Ressemblance</translation>
    </message>
    <message>
        <source>{shown} of {photos}</source>
        <translation>{shown} sur {photos}</translation>
    </message>
    <message>
        <source>{state}: {photos}</source>
        <translation>{state}&#xa0;: {photos}</translation>
    </message>
    <message>
        <source>In descending order</source>
        <translation>Dans l’ordre décroissant</translation>
    </message>
    <message>
        <source>In ascending order</source>
        <translation>Dans l’ordre croissant</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>User guide</source>
        <translation>Guide d’utilisation</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Choose a line to see its photos. What is struck out has been taken back.</source>
        <translation>Choisissez une ligne pour voir ses photos. Ce qui est barré a été annulé.</translation>
    </message>
    <message>
        <source>What was done in this session</source>
        <translation>Ce qui a été fait dans cette session</translation>
    </message>
    <message>
        <source>Take back only this</source>
        <translation>N’annuler que ceci</translation>
    </message>
    <message>
        <source>Nothing was done in this session yet.</source>
        <translation>Rien n’a encore été fait dans cette session.</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>{what}, taken back</source>
        <translation>{what}, annulé</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Vous</translation>
    </message>
</context>
<context>
    <name>ImportLabelsDialog</name>
    <message>
        <source>Import labels</source>
        <translation>Importer des étiquettes</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>What Pawsort exported, or any table that names photos and breeds, animals or picks. What is not understood is left alone and listed; undo takes all of it back.</source>
        <translation>Un tableau que Pawsort a exporté, ou tout tableau qui nomme des photos et des races, des animaux ou des photos choisies. Ce qui n’est pas compris est laissé de côté et affiché&#xa0;; une annulation défait le tout.</translation>
    </message>
    <message>
        <source>Photos are in the column</source>
        <translation>Les photos sont dans la colonne</translation>
    </message>
    <message>
        <source>Breeds are in the column</source>
        <translation>Les races sont dans la colonne</translation>
    </message>
    <message>
        <source>What would become of the session</source>
        <translation>Ce que deviendrait la session</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>Ce qui est repris</translation>
    </message>
    <message>
        <source>What is left alone, and why</source>
        <translation>Ce qui est laissé de côté, et pourquoi</translation>
    </message>
    <message>
        <source>Reading the table…</source>
        <translation>Lecture du tableau…</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(aucune)</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>{why}; {offer}</source>
        <translation>{why}&#xa0;; {offer}</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>Ligne {line}</translation>
    </message>
    <message>
        <source>Line {line}: {source}</source>
        <translation>Ligne {line}&#xa0;: {source}</translation>
    </message>
    <message>
        <source>pick {place}</source>
        <translation>photo choisie n°&#xa0;{place}</translation>
    </message>
    <message>
        <source>no pick any more</source>
        <translation>n’est plus choisie</translation>
    </message>
    <message>
        <source>several dogs</source>
        <translation>plusieurs chiens</translation>
    </message>
    <message>
        <source>one dog</source>
        <translation>un seul chien</translation>
    </message>
    <message numerus="yes">
        <source>labels of %Ln further dog(s)</source>
        <translation>
            <numerusform>étiquette de %Ln autre chien</numerusform>
            <numerusform>étiquettes de %Ln autres chiens</numerusform>
        </translation>
    </message>
    <message>
        <source>photo</source>
        <translation>photo</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>dossier</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numéro</translation>
    </message>
    <message>
        <source>species</source>
        <translation>espèce</translation>
    </message>
    <message>
        <source>note</source>
        <translation>note</translation>
    </message>
    <message>
        <source>label</source>
        <translation>étiquette</translation>
    </message>
    <message>
        <source>breed</source>
        <translation>race</translation>
    </message>
    <message>
        <source>second breed</source>
        <translation>deuxième race</translation>
    </message>
    <message>
        <source>third breed</source>
        <translation>troisième race</translation>
    </message>
    <message>
        <source>whether it is a mix</source>
        <translation>croisement ou non</translation>
    </message>
    <message>
        <source>place among the picks</source>
        <translation>rang parmi les photos choisies</translation>
    </message>
    <message>
        <source>number of the dog</source>
        <translation>numéro du chien</translation>
    </message>
    <message>
        <source>place of the dog</source>
        <translation>emplacement du chien</translation>
    </message>
    <message numerus="yes">
        <source>A table that Pawsort wrote, with %Ln line(s).</source>
        <translation>
            <numerusform>Un tableau écrit par Pawsort, de %Ln ligne.</numerusform>
            <numerusform>Un tableau écrit par Pawsort, de %Ln lignes.</numerusform>
        </translation>
    </message>
    <message>
        <source>{heading} is the {meaning}</source>
        <translation>{heading} = {meaning}</translation>
    </message>
    <message>
        <source>Understood besides: {columns}.</source>
        <translation>Compris aussi&#xa0;: {columns}.</translation>
    </message>
    <message>
        <source>Left alone: {columns}.</source>
        <translation>Laissé de côté&#xa0;: {columns}.</translation>
    </message>
    <message>
        <source>Comes in: {parts}.</source>
        <translation>Seront repris&#xa0;: {parts}.</translation>
    </message>
    <message>
        <source>Nothing new.</source>
        <translation>Rien de nouveau.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) are in the session already.</source>
        <translation>
            <numerusform>%Ln élément est déjà dans la session.</numerusform>
            <numerusform>%Ln éléments sont déjà dans la session.</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported from {table}: {parts}.</source>
        <translation>Importé de {table}&#xa0;: {parts}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln étiquette</numerusform>
            <numerusform>%Ln étiquettes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) with an animal</source>
        <translation>
            <numerusform>un animal pour %Ln photo</numerusform>
            <numerusform>un animal pour %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s)</source>
        <translation>
            <numerusform>%Ln photo choisie</numerusform>
            <numerusform>%Ln photos choisies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“several dogs” for %Ln photo(s)</source>
        <translation>
            <numerusform>«&#xa0;plusieurs chiens&#xa0;» pour %Ln photo</numerusform>
            <numerusform>«&#xa0;plusieurs chiens&#xa0;» pour %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>details of %Ln animal(s)</source>
        <translation>
            <numerusform>détails de %Ln animal</numerusform>
            <numerusform>détails de %Ln animaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comes in: %Ln</source>
        <translation>
            <numerusform>Sera repris&#xa0;: %Ln</numerusform>
            <numerusform>Seront repris&#xa0;: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left alone: %Ln</source>
        <translation>
            <numerusform>Laissé de côté&#xa0;: %Ln</numerusform>
            <numerusform>Laissés de côté&#xa0;: %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace what is decided otherwise already</source>
        <translation>Remplacer ce qui est déjà décidé autrement</translation>
    </message>
    <message numerus="yes">
        <source>Replace what is decided otherwise already: %Ln thing(s)</source>
        <translation>
            <numerusform>Remplacer ce qui est déjà décidé autrement&#xa0;: %Ln élément</numerusform>
            <numerusform>Remplacer ce qui est déjà décidé autrement&#xa0;: %Ln éléments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>the line names no photo, no folder and no animal</source>
        <translation>la ligne ne nomme ni photo, ni dossier, ni animal</translation>
    </message>
    <message>
        <source>not in this session</source>
        <translation>absent de cette session</translation>
    </message>
    <message>
        <source>no animal of this session is called so, or several are</source>
        <translation>aucun animal de cette session ne s’appelle ainsi, ou plusieurs</translation>
    </message>
    <message>
        <source>so many dogs were not found in it, and the table says nothing of where it is</source>
        <translation>il n’y a pas été trouvé autant de chiens, et le tableau ne dit pas où il se trouve</translation>
    </message>
    <message>
        <source>several are called so: write the folder before it</source>
        <translation>plusieurs portent ce nom&#xa0;: écrivez le dossier devant</translation>
    </message>
    <message>
        <source>“{said}” is no breed that Pawsort knows</source>
        <translation>«&#xa0;{said}&#xa0;» n’est pas une race que Pawsort connaît</translation>
    </message>
    <message>
        <source>several breeds are called “{said}”</source>
        <translation>plusieurs races s’appellent «&#xa0;{said}&#xa0;»</translation>
    </message>
    <message>
        <source>“{said}”: a mix has at most three breeds</source>
        <translation>«&#xa0;{said}&#xa0;»&#xa0;: un croisement a trois races au plus</translation>
    </message>
    <message>
        <source>“{said}” is not the breed whose id stands beside it: correct one, or empty the cell of the id</source>
        <translation>«&#xa0;{said}&#xa0;» n’est pas la race dont l’identifiant figure à côté&#xa0;: corrigez l’un des deux, ou videz la cellule de l’identifiant</translation>
    </message>
    <message>
        <source>“{said}” is no label: breeds are missing, or there are too many</source>
        <translation>«&#xa0;{said}&#xa0;» n’est pas une étiquette&#xa0;: il manque des races, ou il y en a trop</translation>
    </message>
    <message>
        <source>“{said}” becomes a mix of unknown breeds: a mix of one breed cannot be kept</source>
        <translation>«&#xa0;{said}&#xa0;» devient un croisement de races inconnues&#xa0;: un croisement d’une seule race ne peut pas être gardé</translation>
    </message>
    <message>
        <source>its animal has neither name nor number, so nobody can tell which it is</source>
        <translation>son animal n’a ni nom ni numéro&#xa0;: personne ne peut dire lequel c’est</translation>
    </message>
    <message>
        <source>“{said}” is not understood as a species; the rest of the line counts</source>
        <translation>«&#xa0;{said}&#xa0;» n’est pas compris comme une espèce&#xa0;; le reste de la ligne compte</translation>
    </message>
    <message>
        <source>“{said}” is no place among the picks</source>
        <translation>«&#xa0;{said}&#xa0;» n’est pas un rang parmi les photos choisies</translation>
    </message>
    <message>
        <source>“{said}” is neither yes nor no</source>
        <translation>«&#xa0;{said}&#xa0;» n’est ni oui ni non</translation>
    </message>
    <message>
        <source>a suggestion that nobody has decided</source>
        <translation>une suggestion que personne n’a décidée</translation>
    </message>
    <message>
        <source>the label was given to another photo of this name</source>
        <translation>l’étiquette a été donnée à une autre photo de ce nom</translation>
    </message>
    <message>
        <source>lines give it different labels</source>
        <translation>des lignes lui donnent des étiquettes différentes</translation>
    </message>
    <message>
        <source>lines give it to different animals</source>
        <translation>des lignes la donnent à des animaux différents</translation>
    </message>
    <message>
        <source>lines give it different places among the picks</source>
        <translation>des lignes lui donnent des rangs différents parmi les photos choisies</translation>
    </message>
    <message>
        <source>lines say that it shows several dogs, and that it does not</source>
        <translation>des lignes disent qu’elle montre plusieurs chiens, et que non</translation>
    </message>
    <message>
        <source>keeps its label; the table says “{said}”</source>
        <translation>garde son étiquette&#xa0;; le tableau dit «&#xa0;{said}&#xa0;»</translation>
    </message>
    <message>
        <source>keeps its animal; the table says “{said}”</source>
        <translation>garde son animal&#xa0;; le tableau dit «&#xa0;{said}&#xa0;»</translation>
    </message>
    <message>
        <source>“{said}” keeps its species and its note</source>
        <translation>«&#xa0;{said}&#xa0;» garde son espèce et sa note</translation>
    </message>
    <message>
        <source>the picks of its animal stay as they are</source>
        <translation>les photos choisies de son animal restent comme elles sont</translation>
    </message>
    <message>
        <source>still shows several dogs</source>
        <translation>montre toujours plusieurs chiens</translation>
    </message>
    <message>
        <source>no pick: it belongs to another animal</source>
        <translation>pas choisie&#xa0;: elle est d’un autre animal</translation>
    </message>
    <message>
        <source>did you mean {names}?</source>
        <translation>vouliez-vous dire {names}&#xa0;?</translation>
    </message>
</context>
<context>
    <name>JobStatus</name>
    <message>
        <source>Progress of the suggestions</source>
        <translation>Avancement des suggestions</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Stop looking at photos</source>
        <translation>Arrêter d’examiner les photos</translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos… %n found</source>
        <translation>
            <numerusform>Recherche de photos… %Ln trouvée</numerusform>
            <numerusform>Recherche de photos… %Ln trouvées</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting the model ready…</source>
        <translation>Préparation du modèle…</translation>
    </message>
    <message numerus="yes">
        <source>Waiting for {folder}: %n photo(s)</source>
        <translation>
            <numerusform>En attente de {folder}&#xa0;: %Ln photo</numerusform>
            <numerusform>En attente de {folder}&#xa0;: %Ln photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Getting to know older photos: {done} of {total}</source>
        <translation>Analyse des photos plus anciennes&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>suspendu</translation>
    </message>
    <message>
        <source>{number} photos/s</source>
        <translation>{number} photos/s</translation>
    </message>
    <message numerus="yes">
        <source>%n still being copied</source>
        <translation>
            <numerusform>%Ln en cours de copie</numerusform>
            <numerusform>%Ln en cours de copie</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>KeepingBar</name>
    <message>
        <source>Save a copy…</source>
        <translation>Enregistrer une copie…</translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>Label it “{kind}”, the kind of dog</source>
        <translation>L’étiqueter «&#xa0;{kind}&#xa0;», le type de chien</translation>
    </message>
</context>
<context>
    <name>KindPart</name>
    <message>
        <source>Filter by the kind of dog</source>
        <translation>Filtrer par type de chien</translation>
    </message>
    <message>
        <source>Show only photos that look most like one kind of dog</source>
        <translation>N’afficher que les photos qui ressemblent le plus à un type de chien</translation>
    </message>
    <message>
        <source>Kinds of dog</source>
        <translation>Types de chien</translation>
    </message>
    <message>
        <source>{what} ({count})</source>
        <translation>{what} ({count})</translation>
    </message>
</context>
<context>
    <name>LabelOfAnotherFilePart</name>
    <message>
        <source>Only photos whose label was given to another file of the same name</source>
        <translation>Seulement les photos dont l’étiquette a été donnée à un autre fichier du même nom</translation>
    </message>
    <message>
        <source>Other file ({count})</source>
        <translation>Autre fichier ({count})</translation>
    </message>
</context>
<context>
    <name>LargePreview</name>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>The arrow keys show the other photos; {key} or Esc closes.</source>
        <translation>Les flèches montrent les autres photos&#xa0;; {key} ou Échap ferme.</translation>
    </message>
    <message>
        <source>Large view of the photo</source>
        <translation>Grande vue de la photo</translation>
    </message>
</context>
<context>
    <name>LearnedActions</name>
    <message>
        <source>These labels were given in other sessions: their photos are not here.</source>
        <translation>Ces étiquettes ont été données dans d’autres sessions&#xa0;: leurs photos ne sont pas ici.</translation>
    </message>
    <message>
        <source>Reading and writing…</source>
        <translation>Lecture et écriture…</translation>
    </message>
    <message>
        <source>What was learned, and sessions ({endings});;All files (*)</source>
        <translation>Ce qui a été appris, et sessions ({endings});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Use what another session learned</source>
        <translation>Utiliser ce qu’une autre session a appris</translation>
    </message>
    <message>
        <source>What was learned (*{ending})</source>
        <translation>Ce qui a été appris (*{ending})</translation>
    </message>
    <message>
        <source>Save what was learned</source>
        <translation>Enregistrer ce qui a été appris</translation>
    </message>
    <message>
        <source>{name} was used already. It is up to date with the file now.</source>
        <translation>{name} était déjà utilisé. Il correspond maintenant au fichier.</translation>
    </message>
</context>
<context>
    <name>LearnedDialog</name>
    <message>
        <source>What Pawsort has learned</source>
        <translation>Ce que Pawsort a appris</translation>
    </message>
    <message>
        <source>Learn from corrections</source>
        <translation>Apprendre des corrections</translation>
    </message>
    <message>
        <source>Breeds that have labels</source>
        <translation>Races qui ont des étiquettes</translation>
    </message>
    <message>
        <source>Show its photos</source>
        <translation>Voir ses photos</translation>
    </message>
    <message>
        <source>Shows the photos of this session that were given the label of the chosen breed</source>
        <translation>Montre les photos de cette session qui ont reçu l’étiquette de la race choisie</translation>
    </message>
    <message>
        <source>Learned in other sessions</source>
        <translation>Appris dans d’autres sessions</translation>
    </message>
    <message>
        <source>Nothing yet. Take over what another session has learned, or a file that another shelter has saved: it counts in all your sessions. Such a file holds no photos, no names and no places of files.</source>
        <translation>Rien pour l’instant. Reprenez ce qu’une autre session a appris, ou un fichier enregistré par un autre refuge&#xa0;: cela compte dans toutes vos sessions. Un tel fichier ne contient ni photos, ni noms, ni emplacements de fichiers.</translation>
    </message>
    <message>
        <source>Use what another session learned…</source>
        <translation>Utiliser ce qu’une autre session a appris…</translation>
    </message>
    <message>
        <source>Takes a session, or a file of what was learned; it can be removed at any time</source>
        <translation>Prend une session, ou un fichier de ce qui a été appris&#xa0;; on peut le retirer à tout moment</translation>
    </message>
    <message>
        <source>Save what was learned…</source>
        <translation>Enregistrer ce qui a été appris…</translation>
    </message>
    <message>
        <source>Writes the labels, and how their photos look to the model, into a file for other computers</source>
        <translation>Écrit les étiquettes, et l’aspect de leurs photos pour le modèle, dans un fichier pour d’autres ordinateurs</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Forgets what the chosen session has learned</source>
        <translation>Oublie ce que la session choisie a appris</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Ends it; everything is as it was before</source>
        <translation>Y met fin&#xa0;; tout reste comme avant</translation>
    </message>
</context>
<context>
    <name>LearnedLink</name>
    <message>
        <source>Show the photos that were given these labels</source>
        <translation>Voir les photos qui ont reçu ces étiquettes</translation>
    </message>
</context>
<context>
    <name>LearnedModel</name>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Labels here</source>
        <translation>Étiquettes ici</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Ailleurs</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
</context>
<context>
    <name>LearnedPart</name>
    <message>
        <source>Only photos whose suggestion was learned from labels, and that are still to review</source>
        <translation>Seulement les photos dont la suggestion a été apprise à partir d’étiquettes, et qui restent à vérifier</translation>
    </message>
    <message>
        <source>Learned ({count})</source>
        <translation>Apprises ({count})</translation>
    </message>
</context>
<context>
    <name>LearnedWords</name>
    <message>
        <source>Whatever you confirm or correct makes the next suggestions better, at once and only on this computer: dogs that look like those you labelled are suggested as that breed, also breeds that the model does not know. Labels never change by themselves, and whatever you undo is forgotten.</source>
        <translation>Ce que vous confirmez ou corrigez améliore les suggestions suivantes, aussitôt et seulement sur cet ordinateur&#xa0;: pour un chien qui ressemble à ceux que vous avez étiquetés, la même race est suggérée, y compris une race que le modèle ne connaît pas. Les étiquettes ne changent jamais d’elles-mêmes, et ce que vous annulez est oublié.</translation>
    </message>
    <message>
        <source>Nothing is learned for now: the suggestions of this session are of another model than the one in use, or that one cannot be read.</source>
        <translation>Rien n’est appris pour l’instant&#xa0;: les suggestions de cette session viennent d’un autre modèle que celui qui est utilisé, ou celui-ci ne peut pas être lu.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing yet. A breed that the model does not know is suggested as soon as %Ln photo(s) of different dogs have that label.</source>
        <translation>
            <numerusform>Rien pour l’instant. Une race que le modèle ne connaît pas est suggérée dès que %Ln photo porte cette étiquette.</numerusform>
            <numerusform>Rien pour l’instant. Une race que le modèle ne connaît pas est suggérée dès que %Ln photos de chiens différents portent cette étiquette.</numerusform>
        </translation>
    </message>
    <message>
        <source>not used: learning is off</source>
        <translation>non utilisé&#xa0;: l’apprentissage est désactivé</translation>
    </message>
    <message>
        <source>the model knows it; your labels count too</source>
        <translation>connue du modèle&#xa0;; vos étiquettes comptent aussi</translation>
    </message>
    <message>
        <source>is suggested</source>
        <translation>est suggérée</translation>
    </message>
    <message>
        <source>not suggested: not with this model</source>
        <translation>pas suggérée&#xa0;: pas avec ce modèle</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more label(s) needed</source>
        <translation>
            <numerusform>il faut encore %Ln étiquette</numerusform>
            <numerusform>il faut encore %Ln étiquettes</numerusform>
        </translation>
    </message>
    <message>
        <source>The model in use has no description of its own breeds: labels correct it, but breeds that it does not know cannot be told from them, and are not suggested.</source>
        <translation>Le modèle utilisé n’a pas de description de ses propres races&#xa0;: les étiquettes le corrigent, mais les races qu’il ne connaît pas ne s’en distinguent pas et ne sont pas suggérées.</translation>
    </message>
    <message>
        <source>Learning is switched off: only the model suggests.</source>
        <translation>L’apprentissage est désactivé&#xa0;: seul le modèle fait des suggestions.</translation>
    </message>
    <message>
        <source>The model suggests this breed by itself. Your labels make it more or less likely.</source>
        <translation>Le modèle suggère cette race de lui-même. Vos étiquettes la rendent plus ou moins probable.</translation>
    </message>
    <message>
        <source>The model does not know this breed. It is suggested because of these labels alone.</source>
        <translation>Le modèle ne connaît pas cette race. Elle n’est suggérée que grâce à ces étiquettes.</translation>
    </message>
    <message numerus="yes">
        <source>A breed is suggested from %Ln label(s) on. Photos of one animal, or taken one after the other, count once.</source>
        <translation>
            <numerusform>Une race est suggérée à partir de %Ln étiquette. Les photos d’un même animal, ou prises à la suite, comptent une fois.</numerusform>
            <numerusform>Une race est suggérée à partir de %Ln étiquettes. Les photos d’un même animal, ou prises à la suite, comptent une fois.</numerusform>
        </translation>
    </message>
    <message>
        <source>not suggested: cannot be told from others</source>
        <translation>pas suggérée&#xa0;: ne se distingue pas des autres</translation>
    </message>
    <message>
        <source>Its photos cannot be told from those of other breeds: they have too little in common, or the model knows such dogs by another name. More labels may help.</source>
        <translation>Ses photos ne se distinguent pas de celles d’autres races&#xa0;: elles ont trop peu en commun, ou le modèle connaît ces chiens sous un autre nom. D’autres étiquettes peuvent aider.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) here</source>
        <translation>
            <numerusform>%Ln étiquette ici</numerusform>
            <numerusform>%Ln étiquettes ici</numerusform>
        </translation>
    </message>
    <message>
        <source>{here}. Photos of one animal count once.</source>
        <translation>{here}. Les photos d’un même animal comptent une fois.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of other sessions</source>
        <translation>
            <numerusform>%Ln d’autres sessions</numerusform>
            <numerusform>%Ln d’autres sessions</numerusform>
        </translation>
    </message>
    <message>
        <source>{here}, {elsewhere}. Photos of one animal count once.</source>
        <translation>{here}, {elsewhere}. Les photos d’un même animal comptent une fois.</translation>
    </message>
    <message numerus="yes">
        <source>Pawsort now suggests {breed}: %Ln label(s)</source>
        <translation>
            <numerusform>Pawsort suggère désormais {breed}&#xa0;: %Ln étiquette</numerusform>
            <numerusform>Pawsort suggère désormais {breed}&#xa0;: %Ln étiquettes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) deserve a second look: menu Review, Second look</source>
        <translation>
            <numerusform>%Ln étiquette mérite un second regard&#xa0;: menu Revue, Second regard</numerusform>
            <numerusform>%Ln étiquettes méritent un second regard&#xa0;: menu Revue, Second regard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) of {breeds}</source>
        <translation>
            <numerusform>%Ln étiquette de {breeds}</numerusform>
            <numerusform>%Ln étiquettes de {breeds}</numerusform>
        </translation>
    </message>
    <message>
        <source>waits: it was made with the model “{model}”</source>
        <translation>en attente&#xa0;: créé avec le modèle «&#xa0;{model}&#xa0;»</translation>
    </message>
    <message>
        <source>waits: it was made with another model</source>
        <translation>en attente&#xa0;: créé avec un autre modèle</translation>
    </message>
    <message>
        <source>Used from now on, in every session: {labels}, from {name}.</source>
        <translation>Utilisé désormais, dans toutes les sessions&#xa0;: {labels}, de {name}.</translation>
    </message>
    <message>
        <source>Saved in {file}: {labels}.</source>
        <translation>Enregistré dans {file}&#xa0;: {labels}.</translation>
    </message>
    <message>
        <source>{breed}: {here} here, {elsewhere} from other sessions; {state}</source>
        <translation>{breed}&#xa0;: {here} ici, {elsewhere} d’autres sessions&#xa0;; {state}</translation>
    </message>
</context>
<context>
    <name>LeftOutLines</name>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Line {line}: {source}</source>
        <translation>Ligne {line}&#xa0;: {source}</translation>
    </message>
</context>
<context>
    <name>LooksLikePart</name>
    <message>
        <source>Looks like</source>
        <translation>Ressemble à</translation>
    </message>
    <message>
        <source>Find a breed…</source>
        <translation>Chercher une race…</translation>
    </message>
    <message>
        <source>Find a breed among the suggested ones</source>
        <translation>Chercher une race parmi celles proposées</translation>
    </message>
    <message>
        <source>Filter by suggested breed</source>
        <translation>Filtrer par race proposée</translation>
    </message>
    <message>
        <source>All breeds</source>
        <translation>Toutes les races</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{session} (read only)</source>
        <translation>{session} (lecture seule)</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>MixEditor</name>
    <message>
        <source>Mix of breeds</source>
        <translation>Croisement</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Save mix</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Search for the first breed or kind of dog, or click a suggestion. If the breeds cannot be told, save it empty.</source>
        <translation>Cherchez la première race ou le premier type de chien, ou cliquez sur une suggestion. Si les races ne se reconnaissent pas, enregistrez sans race.</translation>
    </message>
    <message>
        <source>One more breed makes a mix.</source>
        <translation>Encore une race pour faire un croisement.</translation>
    </message>
    <message>
        <source>Save it, or add a third breed.</source>
        <translation>Enregistrez, ou ajoutez une troisième race.</translation>
    </message>
    <message>
        <source>Three breeds are the most a mix can have.</source>
        <translation>Un croisement a trois races au plus.</translation>
    </message>
    <message>
        <source>Take {breed} out of the mix</source>
        <translation>Retirer {breed} du croisement</translation>
    </message>
</context>
<context>
    <name>MixProposal</name>
    <message>
        <source>Use this mix</source>
        <translation>Choisir ce croisé</translation>
    </message>
    <message>
        <source>Two breeds share the probability. Label the dog as a mix of both; {key} lets you change it before.</source>
        <translation>Deux races se partagent la probabilité. Étiqueter le chien comme croisé des deux&#xa0;; {key} permet de le modifier avant.</translation>
    </message>
</context>
<context>
    <name>NameDelegate</name>
    <message>
        <source>Name there</source>
        <translation>Nom là-bas</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Aucun nom</translation>
    </message>
</context>
<context>
    <name>NameEditor</name>
    <message>
        <source>Name of the animal</source>
        <translation>Nom de l’animal</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Species</source>
        <translation>Espèce</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>NamingWords</name>
    <message>
        <source>name</source>
        <comment>in a pattern, in braces: {name}; the program knows the translation</comment>
        <translation>nom</translation>
    </message>
    <message>
        <source>number</source>
        <comment>in a pattern, in braces: {number}; the program knows the translation</comment>
        <translation>numéro</translation>
    </message>
    <message>
        <source>date</source>
        <comment>in a pattern, in braces: {date}; the program knows the translation</comment>
        <translation>date</translation>
    </message>
    <message>
        <source>any</source>
        <comment>in a pattern, in braces: {any}; the program knows the translation</comment>
        <translation>reste</translation>
    </message>
    <message>
        <source>One folder an animal: the whole name of the folder</source>
        <translation>Un dossier par animal&#xa0;: le nom entier du dossier</translation>
    </message>
    <message>
        <source>Folders with a name, and a date or a number where there is one</source>
        <translation>Dossiers avec un nom, et une date ou un numéro s’il y en a</translation>
    </message>
    <message>
        <source>Folders like “{example}”</source>
        <translation>Dossiers du genre «&#xa0;{example}&#xa0;»</translation>
    </message>
    <message>
        <source>Files like “{example}”</source>
        <translation>Fichiers du genre «&#xa0;{example}&#xa0;»</translation>
    </message>
    <message>
        <source>named by a camera or a phone</source>
        <translation>nom donné par un appareil photo ou un téléphone</translation>
    </message>
    <message>
        <source>named by an app</source>
        <translation>nom donné par une application</translation>
    </message>
    <message>
        <source>only a date</source>
        <translation>une date seulement</translation>
    </message>
    <message>
        <source>only a count</source>
        <translation>un numéro d’ordre seulement</translation>
    </message>
    <message>
        <source>a new folder without a name</source>
        <translation>un nouveau dossier sans nom</translation>
    </message>
    <message>
        <source>a collection of photos, not one animal</source>
        <translation>une collection de photos, pas un animal</translation>
    </message>
    <message>
        <source>a folder of the system, a person or a drive</source>
        <translation>un dossier du système, d’une personne ou d’un disque</translation>
    </message>
    <message>
        <source>the name of a breed</source>
        <translation>le nom d’une race</translation>
    </message>
    <message>
        <source>no number in it</source>
        <translation>sans numéro</translation>
    </message>
    <message>
        <source>no date in it</source>
        <translation>sans date</translation>
    </message>
    <message>
        <source>does not look like the pattern</source>
        <translation>ne correspond pas au modèle</translation>
    </message>
    <message>
        <source>no name in it</source>
        <translation>sans nom</translation>
    </message>
    <message>
        <source>folders of other animals are in it</source>
        <translation>contient les dossiers d’autres animaux</translation>
    </message>
    <message>
        <source>the line names no photo and no folder</source>
        <translation>la ligne ne nomme ni photo ni dossier</translation>
    </message>
    <message>
        <source>not in this session</source>
        <translation>absent de cette session</translation>
    </message>
    <message>
        <source>several are called so: write the folder before it</source>
        <translation>plusieurs portent ce nom&#xa0;: écrivez le dossier devant</translation>
    </message>
    <message>
        <source>the line has neither name nor number</source>
        <translation>la ligne n’a ni nom ni numéro</translation>
    </message>
    <message>
        <source>given to two animals</source>
        <translation>attribué à deux animaux</translation>
    </message>
    <message>
        <source>not understood as a species; the rest of the line counts</source>
        <translation>espèce non comprise&#xa0;; le reste de la ligne compte</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>photo</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>dossier</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nom</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numéro</translation>
    </message>
    <message>
        <source>species</source>
        <translation>espèce</translation>
    </message>
    <message>
        <source>note</source>
        <translation>note</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %Ln more</source>
        <translation>
            <numerusform>{first} et %Ln autre</numerusform>
            <numerusform>{first} et %Ln autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>also called {names}</source>
        <translation>aussi appelé {names}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) keep another animal</source>
        <translation>
            <numerusform>%Ln photo garde un autre animal</numerusform>
            <numerusform>%Ln photos gardent un autre animal</numerusform>
        </translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>existe déjà</translation>
    </message>
    <message>
        <source>note: {note}</source>
        <translation>remarque&#xa0;: {note}</translation>
    </message>
    <message>
        <source>No animal is found this way; all photos stay as they are.</source>
        <translation>Aucun animal trouvé ainsi&#xa0;; toutes les photos restent telles quelles.</translation>
    </message>
    <message>
        <source>Nothing new: these photos have their animals already.</source>
        <translation>Rien de nouveau&#xa0;: ces photos ont déjà leur animal.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln animal(s)</source>
        <translation>
            <numerusform>%Ln animal</numerusform>
            <numerusform>%Ln animaux</numerusform>
        </translation>
    </message>
    <message>
        <source>{animals} of {photos}.</source>
        <translation>{animals} pour {photos}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) stay without an animal.</source>
        <translation>
            <numerusform>%Ln photo reste sans animal.</numerusform>
            <numerusform>%Ln photos restent sans animal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) keep the animal that they have.</source>
        <translation>
            <numerusform>%Ln photo garde son animal.</numerusform>
            <numerusform>%Ln photos gardent leur animal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Become animals: %Ln</source>
        <translation>
            <numerusform>Deviennent des animaux&#xa0;: %Ln</numerusform>
            <numerusform>Deviennent des animaux&#xa0;: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %Ln</source>
        <translation>
            <numerusform>Laissés de côté&#xa0;: %Ln</numerusform>
            <numerusform>Laissés de côté&#xa0;: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also the %Ln photo(s) that belong to an animal already</source>
        <translation>
            <numerusform>Aussi %Ln photo qui a déjà un animal</numerusform>
            <numerusform>Aussi les %Ln photos qui ont déjà un animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) look like animals ({names}). Make them animals?</source>
        <translation>
            <numerusform>%Ln dossier ressemble à un animal ({names}). En faire un animal&#xa0;?</numerusform>
            <numerusform>%Ln dossiers ressemblent à des animaux ({names}). En faire des animaux&#xa0;?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that were added belong to animals by their names ({names}). Put them together?</source>
        <translation>
            <numerusform>D’après son nom, %Ln photo ajoutée appartient à un animal ({names}). L’y ranger&#xa0;?</numerusform>
            <numerusform>D’après leurs noms, %Ln photos ajoutées appartiennent à des animaux ({names}). Les y ranger&#xa0;?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionLine</name>
    <message>
        <source>What this is good for</source>
        <translation>À quoi cela sert</translation>
    </message>
    <message>
        <source>What this is good for: {title}</source>
        <translation>À quoi cela sert&#xa0;: {title}</translation>
    </message>
</context>
<context>
    <name>PageGrid</name>
    <message>
        <source>Photos that look alike</source>
        <translation>Photos qui se ressemblent</translation>
    </message>
    <message>
        <source>Left out: {photo}</source>
        <translation>Écartée&#xa0;: {photo}</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Écartée</translation>
    </message>
</context>
<context>
    <name>PanelContent</name>
    <message>
        <source>{folder} is not there. Connect the drive, and the photo comes back by itself.</source>
        <translation>{folder} n’est pas là. Branchez le disque, et la photo revient d’elle-même.</translation>
    </message>
    <message>
        <source>The label was given to another photo, which had this file name before.</source>
        <translation>L’étiquette a été donnée à une autre photo, qui portait ce nom de fichier auparavant.</translation>
    </message>
    <message>
        <source>Looks like one of: {breeds} ({percent} of the time the right one is among them)</source>
        <translation>Ressemble à l’une de ces races&#xa0;: {breeds} (la bonne en fait partie dans {percent} des cas)</translation>
    </message>
    <message>
        <source>One breed stands out. Look for yourself.</source>
        <translation>Une race se détache. Regardez vous-même.</translation>
    </message>
    <message>
        <source>Many breeds are possible. Look for yourself.</source>
        <translation>Beaucoup de races sont possibles. Regardez vous-même.</translation>
    </message>
    <message>
        <source>One of the first {count} ({percent} of the time)</source>
        <translation>L’une des {count} premières (dans {percent} des cas)</translation>
    </message>
    <message>
        <source>Looks like a mix of {first} and {second}</source>
        <translation>Ressemble à un croisé de {first} et de {second}</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Ressemble à</translation>
    </message>
    <message>
        <source>The model by itself: {kind}</source>
        <translation>Le modèle seul&#xa0;: {kind}</translation>
    </message>
    <message>
        <source>The model by itself</source>
        <translation>Le modèle seul</translation>
    </message>
    <message>
        <source>This photo cannot be read. {reason}</source>
        <translation>Cette photo est illisible. {reason}</translation>
    </message>
    <message>
        <source>The file is not there: it was moved, renamed or deleted. Add its new folder, and the photo is found again.</source>
        <translation>Le fichier n’est pas là&#xa0;: il a été déplacé, renommé ou supprimé. Ajoutez son nouveau dossier, et la photo est retrouvée.</translation>
    </message>
    <message>
        <source>Suggestions follow as soon as the photo has been looked at.</source>
        <translation>Les suggestions suivront dès que la photo aura été examinée.</translation>
    </message>
    <message>
        <source>If there is a dog after all, it looks like</source>
        <translation>S’il y a un chien, il ressemble à</translation>
    </message>
    <message>
        <source>Keep the label for this photo</source>
        <translation>Garder l’étiquette pour cette photo</translation>
    </message>
    <message>
        <source>Keep the label and go on</source>
        <translation>Garder l’étiquette et continuer</translation>
    </message>
    <message>
        <source>Confirm: {label}</source>
        <translation>Confirmer&#xa0;: {label}</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Your choice counts for all.</source>
        <translation>Votre choix vaut pour toutes.</translation>
    </message>
    <message>
        <source>They look like</source>
        <translation>Des chiens qui ressemblent à</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Types</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>Choisir&#xa0;: {name}</translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>The photo</source>
        <translation>La photo</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>The photo</source>
        <translation>La photo</translation>
    </message>
</context>
<context>
    <name>PicksController</name>
    <message>
        <source>A photo that cannot be read is no photo for the adoption page.</source>
        <translation>Une photo illisible ne convient pas à la page d’adoption.</translation>
    </message>
    <message>
        <source>Only picks have an order. Pick the photo first, with {key}.</source>
        <translation>Seules les photos choisies ont un ordre. Choisissez d’abord la photo, avec {key}.</translation>
    </message>
    <message>
        <source>Pick {place} of {count}</source>
        <translation>Photo choisie {place} sur {count}</translation>
    </message>
    <message>
        <source>There is no further photo that could be proposed.</source>
        <translation>Il n’y a pas d’autre photo à proposer.</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) proposed for the adoption page; undo takes them back.</source>
        <translation>
            <numerusform>%Ln photo proposée pour la page d’adoption&#xa0;; «&#xa0;Annuler&#xa0;» la retire.</numerusform>
            <numerusform>%Ln photos proposées pour la page d’adoption&#xa0;; «&#xa0;Annuler&#xa0;» les retire.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pick(s). Petfinder takes {most}, Adopt-a-Pet and RescueGroups {fewer}.</source>
        <translation>
            <numerusform>%Ln photo choisie. Petfinder en prend {most}, Adopt-a-Pet et RescueGroups {fewer}.</numerusform>
            <numerusform>%Ln photos choisies. Petfinder en prend {most}, Adopt-a-Pet et RescueGroups {fewer}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicksPart</name>
    <message>
        <source>Only photos that were picked for the adoption page</source>
        <translation>Seulement les photos choisies pour la page d’adoption</translation>
    </message>
    <message>
        <source>Picks ({count})</source>
        <translation>Photos choisies ({count})</translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dog(s)</source>
        <translation>
            <numerusform>%Ln chien</numerusform>
            <numerusform>%Ln chiens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%Ln photo sélectionnée</numerusform>
            <numerusform>%Ln photos sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labels on %n photo(s)</source>
        <translation>
            <numerusform>Étiquettes sur %Ln photo</numerusform>
            <numerusform>Étiquettes sur %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n selected photo(s) looks like it.</source>
        <translation>
            <numerusform>La photo choisie n’y ressemble pas.</numerusform>
            <numerusform>Aucune des %Ln photos choisies n’y ressemble.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of {all} look like it.</source>
        <translation>
            <numerusform>%Ln sur {all} y ressemble.</numerusform>
            <numerusform>%Ln sur {all} y ressemblent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n selected photo(s) is on screen.</source>
        <translation>
            <numerusform>La photo choisie n’est pas à l’écran.</numerusform>
            <numerusform>Aucune des %Ln photos choisies n’est à l’écran.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n of the {all} selected photos are on screen.</source>
        <translation>
            <numerusform>Seule %Ln des {all} photos choisies est à l’écran.</numerusform>
            <numerusform>Seules %Ln des {all} photos choisies sont à l’écran.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Those %n</source>
        <translation>
            <numerusform>Celle-là</numerusform>
            <numerusform>Ces %Ln-là</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n</source>
        <translation>
            <numerusform>Toutes (%Ln)</numerusform>
            <numerusform>Toutes (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) were given to other photos, which had these file names before.</source>
        <translation>
            <numerusform>%Ln étiquette a été donnée à une autre photo, qui portait ce nom de fichier auparavant.</numerusform>
            <numerusform>%Ln étiquettes ont été données à d’autres photos, qui portaient ces noms de fichier auparavant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n label(s) for these photos</source>
        <translation>
            <numerusform>Garder %Ln étiquette pour cette photo</numerusform>
            <numerusform>Garder %Ln étiquettes pour ces photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No kind of dog stands out for %n photo(s): nothing was labelled.</source>
        <translation>
            <numerusform>Aucun type de chien ne ressort pour %Ln photo&#xa0;: rien n’a été étiqueté.</numerusform>
            <numerusform>Aucun type de chien ne ressort pour %Ln photos&#xa0;: rien n’a été étiqueté.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n photo(s) only the kind of dog is sure: {key} labels them with it.</source>
        <translation>
            <numerusform>De %Ln photo, seul le type de chien est sûr&#xa0;: {key} l’étiquette ainsi.</numerusform>
            <numerusform>De %Ln photos, seul le type de chien est sûr&#xa0;: {key} les étiquette ainsi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) without a kind of dog were left as they are.</source>
        <translation>
            <numerusform>%Ln photo sans type de chien est restée telle quelle.</numerusform>
            <numerusform>%Ln photos sans type de chien sont restées telles quelles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n suggestion(s)</source>
        <translation>
            <numerusform>Confirmer %Ln suggestion</numerusform>
            <numerusform>Confirmer %Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln ligne</numerusform>
            <numerusform>%Ln lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln colonne</numerusform>
            <numerusform>%Ln colonnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln fichier</numerusform>
            <numerusform>%Ln fichiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln animal(s)</source>
        <translation>
            <numerusform>%Ln animal</numerusform>
            <numerusform>%Ln animaux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breed(s)</source>
        <translation>
            <numerusform>%Ln race</numerusform>
            <numerusform>%Ln races</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %Ln file(s) are whole in {place}.</source>
        <translation>
            <numerusform>Arrêté&#xa0;; %Ln fichier est complet dans {place}.</numerusform>
            <numerusform>Arrêté&#xa0;; %Ln fichiers sont complets dans {place}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were left out.</source>
        <translation>
            <numerusform>%Ln fichier a été laissé de côté.</numerusform>
            <numerusform>%Ln fichiers ont été laissés de côté.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>learned from %Ln label(s)</source>
        <translation>
            <numerusform>appris de %Ln étiquette</numerusform>
            <numerusform>appris de %Ln étiquettes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>learned from your %Ln label(s)</source>
        <translation>
            <numerusform>appris de votre %Ln étiquette</numerusform>
            <numerusform>appris de vos %Ln étiquettes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>environ %Ln minute</numerusform>
            <numerusform>environ %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>environ %Ln heure</numerusform>
            <numerusform>environ %Ln heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln raw photo(s) left out: export them as JPEG in a photo program, and add those.</source>
        <translation>
            <numerusform>%Ln photo brute (RAW) laissée de côté&#xa0;: exportez-la en JPEG avec un logiciel de photo, puis ajoutez ce JPEG.</numerusform>
            <numerusform>%Ln photos brutes (RAW) laissées de côté&#xa0;: exportez-les en JPEG avec un logiciel de photo, puis ajoutez ces JPEG.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) left out that are no photos: {kinds}.</source>
        <translation>
            <numerusform>%Ln fichier qui n’est pas une photo a été laissé de côté&#xa0;: {kinds}.</numerusform>
            <numerusform>%Ln fichiers qui ne sont pas des photos ont été laissés de côté&#xa0;: {kinds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln raw photo(s)</source>
        <translation>
            <numerusform>%Ln photo brute</numerusform>
            <numerusform>%Ln photos brutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln film(s)</source>
        <translation>
            <numerusform>%Ln film</numerusform>
            <numerusform>%Ln films</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sound(s)</source>
        <translation>
            <numerusform>%Ln son</numerusform>
            <numerusform>%Ln sons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packed file(s)</source>
        <translation>
            <numerusform>%Ln archive</numerusform>
            <numerusform>%Ln archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s) of cameras and photo programs</source>
        <translation>
            <numerusform>%Ln fichier annexe d’appareil ou de logiciel de photo</numerusform>
            <numerusform>%Ln fichiers annexes d’appareils ou de logiciels de photo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Pawsort session(s)</source>
        <translation>
            <numerusform>%Ln session Pawsort</numerusform>
            <numerusform>%Ln sessions Pawsort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln memory(s) of Pawsort</source>
        <translation>
            <numerusform>%Ln mémoire de Pawsort</numerusform>
            <numerusform>%Ln mémoires de Pawsort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shortcut(s)</source>
        <translation>
            <numerusform>%Ln raccourci</numerusform>
            <numerusform>%Ln raccourcis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s)</source>
        <translation>
            <numerusform>%Ln autre fichier</numerusform>
            <numerusform>%Ln autres fichiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewBox</name>
    <message>
        <source>What is going to be written</source>
        <translation>Ce qui va être écrit</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Calcul en cours…</translation>
    </message>
    <message>
        <source>Attention: {text}</source>
        <translation>Attention&#xa0;: {text}</translation>
    </message>
</context>
<context>
    <name>ProbabilityPart</name>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>Lowest probability</source>
        <translation>Probabilité minimale</translation>
    </message>
    <message>
        <source>Highest probability</source>
        <translation>Probabilité maximale</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>%</source>
        <translation>&#xa0;%</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress of the export</source>
        <translation>Progression de l’exportation</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Écriture en cours…</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Only these of the selected photos</source>
        <translation>Seulement celles-ci parmi les photos choisies</translation>
    </message>
    <message>
        <source>All selected photos</source>
        <translation>Toutes les photos choisies</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>RenameBar</name>
    <message>
        <source>Type a name.</source>
        <translation>Tapez un nom.</translation>
    </message>
    <message>
        <source>A name cannot begin with a dot or hold any of these signs: / \ : * ? &quot; &lt; &gt; |</source>
        <translation>Un nom ne peut ni commencer par un point ni contenir un de ces signes&#xa0;: / \&#xa0;: *&#xa0;? &quot; &lt; &gt; |</translation>
    </message>
    <message>
        <source>Windows keeps this name for itself. Choose another one.</source>
        <translation>Windows se réserve ce nom. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>This name is too long. Choose a shorter one.</source>
        <translation>Ce nom est trop long. Choisissez-en un plus court.</translation>
    </message>
    <message>
        <source>There is a session of this name already. It was left as it is: choose another name.</source>
        <translation>Il y a déjà une session de ce nom. Elle est restée telle quelle&#xa0;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>The session is at work just now. Wait a moment, then try again.</source>
        <translation>La session est en plein travail. Attendez un instant, puis réessayez.</translation>
    </message>
    <message>
        <source>The file could not be renamed. Check that its folder may be written to.</source>
        <translation>Le fichier n’a pas pu être renommé. Vérifiez que son dossier peut être modifié.</translation>
    </message>
    <message>
        <source>Name of the session</source>
        <translation>Nom de la session</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>RescueActions</name>
    <message>
        <source>Sessions (*{suffix})</source>
        <translation>Sessions (*{suffix})</translation>
    </message>
    <message>
        <source>Where to save the rescued session</source>
        <translation>Où enregistrer la session sauvée</translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>The photo was not to be seen: nothing was labelled. Press the key again.</source>
        <translation>La photo n’était pas visible&#xa0;: rien n’a été étiqueté. Appuyez de nouveau sur la touche.</translation>
    </message>
</context>
<context>
    <name>ReviewDecisions</name>
    <message>
        <source>A photo of this page cannot be shown: leave it out with {key}</source>
        <translation>Une photo de cette page ne peut pas être montrée&#xa0;: laissez-la de côté avec {key}</translation>
    </message>
    <message>
        <source>This photo cannot be shown, so nothing can be decided: S leaves it for later</source>
        <translation>Cette photo ne peut pas être montrée, on ne peut donc rien décider&#xa0;: S la garde pour plus tard</translation>
    </message>
    <message>
        <source>One moment: the photo is not shown yet</source>
        <translation>Un instant&#xa0;: la photo n’est pas encore montrée</translation>
    </message>
</context>
<context>
    <name>ReviewHeader</name>
    <message>
        <source>What comes first</source>
        <translation>Ce qui vient d’abord</translation>
    </message>
    <message>
        <source>Esc ends</source>
        <translation>Échap&#xa0;: fin</translation>
    </message>
    <message>
        <source>Go back to the photos; everything is saved</source>
        <translation>Revenir aux photos&#xa0;; tout est enregistré</translation>
    </message>
    <message>
        <source>End the review</source>
        <translation>Terminer la revue</translation>
    </message>
</context>
<context>
    <name>ReviewLine</name>
    <message>
        <source>Looks like {breed}, {share}. Key {key}</source>
        <translation>Ressemble à&#xa0;: {breed}, {share}. Touche {key}</translation>
    </message>
    <message>
        <source>{breed}. Key {key}</source>
        <translation>{breed}. Touche {key}</translation>
    </message>
    <message>
        <source>Label it “{breed}” (key {key})</source>
        <translation>Étiqueter «&#xa0;{breed}&#xa0;» (touche {key})</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>The selected photo</source>
        <translation>La photo sélectionnée</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Montrer dans le dossier</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Mix…</source>
        <translation>Croisement…</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Take the label away</source>
        <translation>Retirer l’étiquette</translation>
    </message>
    <message>
        <source>Another breed…</source>
        <translation>Autre race…</translation>
    </message>
    <message>
        <source>A mix of breeds</source>
        <translation>Un croisement de races</translation>
    </message>
    <message>
        <source>A dog whose breed cannot be told</source>
        <translation>Un chien dont on ne peut pas dire la race</translation>
    </message>
    <message>
        <source>There is no dog in the photo</source>
        <translation>Il n’y a pas de chien sur la photo</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation>Aucune photo sélectionnée</translation>
    </message>
    <message>
        <source>Choose one in the gallery.</source>
        <translation>Choisissez-en une dans la galerie.</translation>
    </message>
    <message>
        <source>Breed of the mix…</source>
        <translation>Race du croisement…</translation>
    </message>
</context>
<context>
    <name>ReviewPresenter</name>
    <message>
        <source>Confirm: {label}</source>
        <translation>Confirmer&#xa0;: {label}</translation>
    </message>
    <message>
        <source>Not shown: {key} leaves it for later</source>
        <translation>Non montrée&#xa0;: {key} la garde pour plus tard</translation>
    </message>
    <message>
        <source>Keep: {label}</source>
        <translation>Garder&#xa0;: {label}</translation>
    </message>
    <message>
        <source>{key} or Enter keeps the label, 1 takes the suggestion.</source>
        <translation>{key} ou Entrée garde l’étiquette, 1 prend la suggestion.</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Types</translation>
    </message>
    <message>
        <source>Enter confirms all photos on this page.</source>
        <translation>Entrée confirme toutes les photos de cette page.</translation>
    </message>
    <message>
        <source>{kind} labels each with its kind of dog instead.</source>
        <translation>{kind} donne à chacune l’étiquette de son type de chien.</translation>
    </message>
    <message>
        <source>{out} leaves the marked one out: it comes singly afterwards.</source>
        <translation>{out} écarte celle qui est encadrée&#xa0;: elle vient seule ensuite.</translation>
    </message>
    <message>
        <source>Arrow keys move, {large} shows it large.</source>
        <translation>Les flèches déplacent le cadre, {large} montre la photo en grand.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Review</source>
        <translation>Passer en revue</translation>
    </message>
</context>
<context>
    <name>ReviewSide</name>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Search all breeds by typing a part of the name</source>
        <translation>Chercher parmi toutes les races en tapant une partie du nom</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Croisement</translation>
    </message>
    <message>
        <source>A mix of breeds</source>
        <translation>Un croisement de races</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Inconnue</translation>
    </message>
    <message>
        <source>A dog whose breed cannot be told</source>
        <translation>Un chien dont on ne peut pas dire la race</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>There is no dog in the photo</source>
        <translation>Il n’y a pas de chien sur la photo</translation>
    </message>
</context>
<context>
    <name>ReviewStrip</name>
    <message>
        <source>The photos before and after</source>
        <translation>Les photos d’avant et d’après</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>{first}–{last} of {total}</source>
        <translation>{first}–{last} sur {total}</translation>
    </message>
    <message>
        <source>{place} of {total}</source>
        <translation>{place} sur {total}</translation>
    </message>
    <message>
        <source>less than a minute left at your pace</source>
        <translation>moins d’une minute à votre rythme</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left at your pace</source>
        <translation>
            <numerusform>encore %Ln minute environ à votre rythme</numerusform>
            <numerusform>encore %Ln minutes environ à votre rythme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left at your pace</source>
        <translation>
            <numerusform>encore %Ln heure environ à votre rythme</numerusform>
            <numerusform>encore %Ln heures environ à votre rythme</numerusform>
        </translation>
    </message>
    <message>
        <source>Easiest first</source>
        <translation>Les plus faciles d’abord</translation>
    </message>
    <message>
        <source>Hardest first</source>
        <translation>Les plus difficiles d’abord</translation>
    </message>
    <message>
        <source>Most useful first</source>
        <translation>Les plus utiles d’abord</translation>
    </message>
    <message>
        <source>The photos of which Pawsort is surest, those of one breed on a page</source>
        <translation>Les photos dont Pawsort est le plus sûr, celles d’une même race réunies sur une page</translation>
    </message>
    <message>
        <source>The photos of which Pawsort is least sure</source>
        <translation>Les photos dont Pawsort est le moins sûr</translation>
    </message>
    <message>
        <source>The photos from which Pawsort learns most: deciding about them helps most with all the others</source>
        <translation>Les photos dont Pawsort apprend le plus&#xa0;: les étiqueter aide le plus pour toutes les autres</translation>
    </message>
    <message>
        <source>“Most useful first” is off: in the settings, Pawsort does not learn.</source>
        <translation>«&#xa0;Les plus utiles d’abord&#xa0;» n’est pas disponible&#xa0;: d’après les réglages, Pawsort n’apprend pas.</translation>
    </message>
    <message>
        <source>“Most useful first” is off: the suggestions of this session are of another model than the one in use.</source>
        <translation>«&#xa0;Les plus utiles d’abord&#xa0;» n’est pas disponible&#xa0;: les suggestions de cette session viennent d’un autre modèle que celui qui est utilisé.</translation>
    </message>
    <message>
        <source>“Most useful first” is off: this model does not say how alike photos are.</source>
        <translation>«&#xa0;Les plus utiles d’abord&#xa0;» n’est pas disponible&#xa0;: ce modèle ne dit pas à quel point les photos se ressemblent.</translation>
    </message>
    <message>
        <source>Working out which photos are most useful…</source>
        <translation>Recherche des photos les plus utiles…</translation>
    </message>
    <message>
        <source>Nothing is known of how useful these photos are: the hardest come first</source>
        <translation>On ne sait pas lesquelles de ces photos sont les plus utiles&#xa0;: les plus difficiles viennent d’abord</translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln photo(s) that the filters show</source>
        <translation>
            <numerusform>Seulement la photo que montrent les filtres (%Ln)</numerusform>
            <numerusform>Seulement les %Ln photos que montrent les filtres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n look like {breed}, sure</source>
        <translation>
            <numerusform>%Ln photo ressemble à&#xa0;: {breed}, sûr</numerusform>
            <numerusform>Les %Ln ressemblent à&#xa0;: {breed}, sûr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n: {breed}</source>
        <translation>
            <numerusform>Confirmer %Ln&#xa0;: {breed}</numerusform>
            <numerusform>Confirmer %Ln&#xa0;: {breed}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: shown singly, next</source>
        <translation>
            <numerusform>%Ln écartée&#xa0;: montrée seule, juste après</numerusform>
            <numerusform>%Ln écartées&#xa0;: montrées une à une, juste après</numerusform>
        </translation>
    </message>
    <message>
        <source>1–5, K, B, M or U</source>
        <translation>1–5, K, B, M ou U</translation>
    </message>
    <message>
        <source>Choose 1–5, B, M or U</source>
        <translation>Choisissez 1–5, B, M ou U</translation>
    </message>
    <message numerus="yes">
        <source>You decided about %Ln photo(s).</source>
        <translation>
            <numerusform>Vous avez décidé pour %Ln photo.</numerusform>
            <numerusform>Vous avez décidé pour %Ln photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln as suggested</source>
        <translation>
            <numerusform>%Ln comme suggéré</numerusform>
            <numerusform>%Ln comme suggéré</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln otherwise</source>
        <translation>
            <numerusform>%Ln autrement</numerusform>
            <numerusform>%Ln autrement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) kept</source>
        <translation>
            <numerusform>%Ln étiquette gardée</numerusform>
            <numerusform>%Ln étiquettes gardées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>%Ln étiquette changée</numerusform>
            <numerusform>%Ln étiquettes changées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on with the review: %Ln left</source>
        <translation>
            <numerusform>Continuer la revue&#xa0;: %Ln restante</numerusform>
            <numerusform>Continuer la revue&#xa0;: %Ln restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go through the %Ln left for later</source>
        <translation>
            <numerusform>Reprendre la photo gardée pour plus tard (%Ln)</numerusform>
            <numerusform>Reprendre les %Ln gardées pour plus tard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln more</source>
        <translation>
            <numerusform>Ajouter %Ln photo de plus</numerusform>
            <numerusform>Ajouter %Ln photos de plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) deserve a second look</source>
        <translation>
            <numerusform>%Ln étiquette mérite un second regard</numerusform>
            <numerusform>%Ln étiquettes méritent un second regard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are still waiting for a suggestion.</source>
        <translation>
            <numerusform>%Ln photo attend encore une suggestion.</numerusform>
            <numerusform>%Ln photos attendent encore une suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot be looked at: the file is not there, or cannot be read.</source>
        <translation>
            <numerusform>%Ln photo ne peut pas être regardée&#xa0;: son fichier est absent ou illisible.</numerusform>
            <numerusform>%Ln photos ne peuvent pas être regardées&#xa0;: leurs fichiers sont absents ou illisibles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You labelled it {label}. It looks more like your %Ln {suggested} photo(s).</source>
        <translation>
            <numerusform>Votre étiquette&#xa0;: {label}. Plus proche de %Ln autre «&#xa0;{suggested}&#xa0;».</numerusform>
            <numerusform>Votre étiquette&#xa0;: {label}. Plus proche de vos %Ln «&#xa0;{suggested}&#xa0;».</numerusform>
        </translation>
    </message>
    <message>
        <source>You labelled it {label}. By all that Pawsort has learned, it looks like {suggested}.</source>
        <translation>Votre étiquette&#xa0;: {label}. D’après ce que Pawsort a appris&#xa0;: {suggested}.</translation>
    </message>
    <message>
        <source>You labelled it {label}. It shows a dog, {share}; first of all it looks like {suggested}.</source>
        <translation>Votre étiquette&#xa0;: {label}. Il y a un chien sur la photo, {share}&#xa0;; il ressemble d’abord à&#xa0;: {suggested}.</translation>
    </message>
    <message>
        <source>You labelled it {label}. It shows no dog, {share}.</source>
        <translation>Votre étiquette&#xa0;: {label}. Il n’y a pas de chien sur la photo, {share}.</translation>
    </message>
    <message>
        <source>You labelled it {label}. It looks like {suggested}, {share}.</source>
        <translation>Votre étiquette&#xa0;: {label}. Ressemble à&#xa0;: {suggested}, {share}.</translation>
    </message>
    <message>
        <source>You labelled it {label}. Photos that belong with it are labelled {suggested}.</source>
        <translation>Votre étiquette&#xa0;: {label}. Celle des photos du même groupe&#xa0;: {suggested}.</translation>
    </message>
    <message>
        <source>Beside it: {photos}, which you labelled so.</source>
        <translation>À côté&#xa0;: {photos}, que vous avez étiquetées ainsi.</translation>
    </message>
</context>
<context>
    <name>ReviewingController</name>
    <message>
        <source>You look back: another label replaces this one, → comes back</source>
        <translation>Vous regardez en arrière&#xa0;: une autre étiquette remplace celle-ci, → revient</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Second regard</translation>
    </message>
    <message>
        <source>Go through them singly</source>
        <translation>Les voir une à une</translation>
    </message>
    <message>
        <source>The photo before was another copy of one in the session: this is the next one</source>
        <translation>La photo précédente était une autre copie d’une photo de la session&#xa0;: voici la suivante</translation>
    </message>
</context>
<context>
    <name>SameDogController</name>
    <message>
        <source>Yes: one animal now.</source>
        <translation>Oui&#xa0;: c’est maintenant un seul animal.</translation>
    </message>
    <message>
        <source>No: two dogs.</source>
        <translation>Non&#xa0;: ce sont deux chiens.</translation>
    </message>
    <message>
        <source>Not sure: left as it is.</source>
        <translation>Pas sûr&#xa0;: rien ne change.</translation>
    </message>
</context>
<context>
    <name>SameDogDialog</name>
    <message>
        <source>Same dog?</source>
        <translation>Même chien&#xa0;?</translation>
    </message>
    <message>
        <source>Looking for photos that may show the same dog…</source>
        <translation>Recherche de photos qui montrent peut-être le même chien…</translation>
    </message>
    <message>
        <source>That was all there is to ask.</source>
        <translation>Il n’y a plus de question.</translation>
    </message>
    <message>
        <source>There is nothing to ask.</source>
        <translation>Il n’y a pas de question.</translation>
    </message>
    <message>
        <source>You are asked about photos that look as if they showed the same dog at the same moment, or within minutes, and that belong to different animals or to none. Photos must have been looked at first. What you have answered is not asked again.</source>
        <translation>Les questions portent sur des photos qui semblent montrer le même chien au même moment, ou à quelques minutes près, et qui appartiennent à des animaux différents ou à aucun. Les photos doivent d’abord avoir été examinées. Une question à laquelle vous avez répondu n’est plus posée.</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>Cela n’a pas fonctionné.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) left</source>
        <translation>
            <numerusform>%Ln question restante</numerusform>
            <numerusform>%Ln questions restantes</numerusform>
        </translation>
    </message>
    <message>
        <source>Same dog? Left: {first}. Right: {second}.</source>
        <translation>Même chien&#xa0;? À gauche&#xa0;: {first}. À droite&#xa0;: {second}.</translation>
    </message>
    <message>
        <source>Do both sides show the same dog?</source>
        <translation>Est-ce le même chien des deux côtés&#xa0;?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Take the last answer back</source>
        <translation>Reprendre la dernière réponse</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Pas sûr</translation>
    </message>
    <message>
        <source>S</source>
        <comment>key of: Not sure</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>Nothing changes, and you are not asked about these again</source>
        <translation>Rien ne change, et la question n’est plus posée pour ces photos</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>N</source>
        <comment>key of: No</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Two dogs: nothing changes, and you are not asked about these again</source>
        <translation>Deux chiens&#xa0;: rien ne change, et la question n’est plus posée pour ces photos</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>Y</source>
        <comment>key of: Yes</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>One dog: its photos become those of one animal; their labels stay as they are</source>
        <translation>Un seul chien&#xa0;: ses photos deviennent celles d’un même animal&#xa0;; leurs étiquettes ne changent pas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>{text} ({key})</source>
        <translation>{text} ({key})</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>The whole window changes at once.</source>
        <translation>Toute la fenêtre change aussitôt.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Light, dark, or as the rest of the computer.</source>
        <translation>Claire, sombre, ou comme le reste de l’ordinateur.</translation>
    </message>
    <message>
        <source>Work on</source>
        <translation>Calculer sur</translation>
    </message>
    <message>
        <source>The graphics card is faster where it can be used.</source>
        <translation>La carte graphique est plus rapide, là où elle peut servir.</translation>
    </message>
    <message>
        <source>Model pack</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>The folder of a model that somebody trained for you. Photos get its suggestions; your labels stay.</source>
        <translation>Le dossier d’un modèle que quelqu’un a entraîné pour vous. Les photos reçoivent ses suggestions&#xa0;; vos étiquettes restent.</translation>
    </message>
    <message>
        <source>The one that comes with Pawsort</source>
        <translation>Celui qui vient avec Pawsort</translation>
    </message>
    <message>
        <source>Look carefully</source>
        <translation>Regarder attentivement</translation>
    </message>
    <message>
        <source>Every photo is looked at several times: a little more often sure, hardly more often right, and about three times as slow. It holds for photos that are looked at from now on; suggestions that are there stay.</source>
        <translation>Chaque photo est regardée plusieurs fois&#xa0;: un peu plus souvent sûr, guère plus souvent juste, et environ trois fois plus lent. Vaut pour les photos regardées à partir de maintenant&#xa0;; les suggestions déjà faites restent.</translation>
    </message>
    <message>
        <source>Learn from corrections</source>
        <translation>Apprendre des corrections</translation>
    </message>
    <message>
        <source>What you decide makes the next suggestions better: at once, only on this computer. Labels never change by themselves.</source>
        <translation>Ce que vous décidez améliore les suggestions suivantes&#xa0;: aussitôt, seulement sur cet ordinateur. Les étiquettes ne changent jamais d’elles-mêmes.</translation>
    </message>
    <message>
        <source>Go on after every label</source>
        <translation>Continuer après chaque étiquette</translation>
    </message>
    <message>
        <source>Every label goes to the next photo to review, not only Confirm.</source>
        <translation>Chaque étiquette mène à la prochaine photo à vérifier, pas seulement Confirmer.</translation>
    </message>
    <message>
        <source>Space for thumbnails (MB)</source>
        <translation>Place pour les vignettes (Mo)</translation>
    </message>
    <message>
        <source>Thumbnails are kept on disk so that sessions open faster.</source>
        <translation>Les vignettes sont gardées sur le disque pour que les sessions s’ouvrent plus vite.</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>Apparence et langue</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Apprentissage</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Whatever is fastest</source>
        <translation>Le plus rapide</translation>
    </message>
    <message>
        <source>The processor only</source>
        <translation>Le processeur seulement</translation>
    </message>
    <message>
        <source>The graphics card (CUDA)</source>
        <translation>La carte graphique (CUDA)</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>On this keyboard too, the digits above the letters are pressed without Shift.</source>
        <translation>Sur ce clavier aussi, les chiffres au-dessus des lettres se tapent sans la touche Maj.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
</context>
<context>
    <name>SkippedDialog</name>
    <message>
        <source>What was left out</source>
        <translation>Ce qui a été laissé de côté</translation>
    </message>
    <message>
        <source>Files that were left out, and why</source>
        <translation>Fichiers laissés de côté, et pourquoi</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
</context>
<context>
    <name>StatePart</name>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>Filtrer par état</translation>
    </message>
    <message>
        <source>Try all of them again</source>
        <translation>Les réessayer toutes</translation>
    </message>
    <message>
        <source>Look once more at every photo that could not be read</source>
        <translation>Examiner encore une fois toutes les photos qui n’ont pas pu être lues</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Toutes les photos</translation>
    </message>
    <message>
        <source>File not there</source>
        <translation>Fichier absent</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Without a word</source>
        <translation>Sans mention</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>The first suggestion</source>
        <translation>La première suggestion</translation>
    </message>
    <message>
        <source>Another of the five</source>
        <translation>Une autre des cinq</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Autre chose</translation>
    </message>
    <message>
        <source>You and the suggestions</source>
        <translation>Vous et les suggestions</translation>
    </message>
    <message>
        <source>What people chose after seeing a suggestion, by the word of the model for it; what was learned from labels does not count here. This is agreement, not how often the model is right: whoever sees a suggestion is led by it. The line shows where the true share probably lies (95 %): few labels say little.</source>
        <translation>Ce que les personnes ont choisi après avoir vu une suggestion, selon le mot du modèle pour elle&#xa0;; ce qui a été appris à partir des étiquettes ne compte pas ici. C’est un accord, et non la fréquence à laquelle le modèle a raison&#xa0;: qui voit une suggestion se laisse guider par elle. Le trait montre où se trouve probablement la vraie part (95 %)&#xa0;: peu d’étiquettes disent peu de chose.</translation>
    </message>
    <message>
        <source>Nobody has decided on a photo with a suggestion yet. Confirm or correct one, and it is counted here.</source>
        <translation>Personne n’a encore décidé d’une photo avec une suggestion. Confirmez ou corrigez-en une, et elle sera comptée ici.</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Certitude</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Agreement (%)</source>
        <translation>Accord (%)</translation>
    </message>
    <message>
        <source>At least (%)</source>
        <translation>Au moins (%)</translation>
    </message>
    <message>
        <source>At most (%)</source>
        <translation>Au plus (%)</translation>
    </message>
    <message>
        <source>Share of the labels (%)</source>
        <translation>Part des étiquettes (%)</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>aucune étiquette</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} sur {all}</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Pas encore décidé</translation>
    </message>
    <message>
        <source>Some photos left</source>
        <translation>Quelques photos restent à décider</translation>
    </message>
    <message>
        <source>Labels disagree</source>
        <translation>Étiquettes différentes</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Décidé</translation>
    </message>
    <message>
        <source>Animals</source>
        <translation>Animaux</translation>
    </message>
    <message>
        <source>Where animals stand</source>
        <translation>Où en sont les animaux</translation>
    </message>
    <message>
        <source>An animal is decided when all its photos have a label, and the same one. Photos of several dogs, and unreadable ones, do not count.</source>
        <translation>Un animal est décidé quand toutes ses photos ont une étiquette, et la même. Les photos de plusieurs chiens et les photos illisibles ne comptent pas.</translation>
    </message>
    <message>
        <source>No photo belongs to an animal yet. Give photos to animals, and they are counted here.</source>
        <translation>Aucune photo n’est encore rattachée à un animal. Rattachez des photos à des animaux, et ils seront comptés ici.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Share (%)</source>
        <translation>Part (%)</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Étiquetées</translation>
    </message>
    <message>
        <source>In mixes</source>
        <translation>Dans des croisements</translation>
    </message>
    <message>
        <source>Looks like it, undecided</source>
        <translation>Y ressemblent, pas encore décidées</translation>
    </message>
    <message>
        <source>Animals decided</source>
        <translation>Animaux décidés</translation>
    </message>
    <message>
        <source>The chart shows the {few} most frequent of {all} breeds, the table all.</source>
        <translation>Le graphique montre les {few} races les plus fréquentes sur {all}, le tableau les montre toutes.</translation>
    </message>
    <message>
        <source>Breeds</source>
        <translation>Races</translation>
    </message>
    <message>
        <source>How often each breed, or kind of dog, was chosen for photos, and how many undecided photos look like it. Nobody can tell a breed from a photo for certain.</source>
        <translation>Combien de fois chaque race ou type de chien a été choisi pour des photos, et combien de photos non décidées y ressemblent. Personne ne peut reconnaître une race avec certitude sur une photo.</translation>
    </message>
    <message>
        <source>No breed has been suggested or chosen yet. Wait for the suggestions, or label a photo.</source>
        <translation>Aucune race n’a encore été suggérée ni choisie. Attendez les suggestions, ou étiquetez une photo.</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Decided, by day</source>
        <translation>Décisions, par jour</translation>
    </message>
    <message>
        <source>On which days photos got the labels that they have now, by the clock of this computer.</source>
        <translation>Les jours où les photos ont reçu leur étiquette actuelle, d’après l’horloge de cet ordinateur.</translation>
    </message>
    <message>
        <source>Nothing has been decided yet. Label a photo, and it is counted here.</source>
        <translation>Rien n’a encore été décidé. Étiquetez une photo, et elle sera comptée ici.</translation>
    </message>
    <message>
        <source>Taken, by day</source>
        <translation>Prises de vue, par jour</translation>
    </message>
    <message>
        <source>On which days photos were taken, by the clocks of the cameras.</source>
        <translation>Les jours où les photos ont été prises, d’après l’horloge des appareils.</translation>
    </message>
    <message>
        <source>Of none of these photos is it known when they were taken: either they wait for their suggestions, or the cameras wrote no date into the files.</source>
        <translation>On ne sait d’aucune de ces photos quand elle a été prise&#xa0;: soit elles attendent leur suggestion, soit l’appareil n’a pas inscrit de date dans le fichier.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Photos and animals</source>
        <translation>Photos et animaux</translation>
    </message>
    <message>
        <source>Photos decided in an hour of work. Between two decisions that are more than {minutes} minutes apart nobody was at work. Several photos that were decided at once are one decision.</source>
        <translation>Photos décidées en une heure de travail. Entre deux décisions espacées de plus de {minutes} minutes, personne n’était au travail. Plusieurs photos décidées d’un coup font une seule décision.</translation>
    </message>
    <message>
        <source>Nothing has been decided yet. Label photos for a minute, and come back.</source>
        <translation>Rien n’a encore été décidé. Étiquetez des photos pendant une minute, puis revenez.</translation>
    </message>
    <message>
        <source>Too little has been decided to tell a pace: go on for a minute. The table shows what there is.</source>
        <translation>Trop peu de décisions pour indiquer un rythme&#xa0;: continuez une minute. Le tableau montre ce qu’il y a.</translation>
    </message>
    <message>
        <source>Photos an hour</source>
        <translation>Photos par heure</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Rythme</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Décisions</translation>
    </message>
    <message>
        <source>Minutes at work</source>
        <translation>Minutes de travail</translation>
    </message>
    <message>
        <source>Photos a minute</source>
        <translation>Photos par minute</translation>
    </message>
    <message>
        <source>Where photos stand</source>
        <translation>Où en sont les photos</translation>
    </message>
    <message>
        <source>Each photo is counted once. Confirmed: you chose what the model suggests first, without what was learned from labels. Corrected: you chose something else.</source>
        <translation>Chaque photo est comptée une seule fois. Confirmé&#xa0;: vous avez choisi la première suggestion du modèle, sans ce qui a été appris à partir des étiquettes. Corrigé&#xa0;: vous avez choisi autre chose.</translation>
    </message>
    <message>
        <source>There are no photos yet. Add some, and come back.</source>
        <translation>Il n’y a pas encore de photos. Ajoutez-en, puis revenez.</translation>
    </message>
</context>
<context>
    <name>StatisticsController</name>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Images (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tableaux (*.csv)</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>Enregistré dans {file}.</translation>
    </message>
</context>
<context>
    <name>StatisticsDialog</name>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Pages of the statistics</source>
        <translation>Pages des statistiques</translation>
    </message>
    <message>
        <source>Save as picture (PNG)…</source>
        <translation>Exporter l’image (PNG)…</translation>
    </message>
    <message>
        <source>Save as table (CSV)…</source>
        <translation>Exporter le tableau (CSV)…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Comptage en cours…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copié.</translation>
    </message>
</context>
<context>
    <name>StatisticsPlurals</name>
    <message numerus="yes">
        <source>Of %Ln photo(s) it is not known when they were taken.</source>
        <translation>
            <numerusform>On ne sait pas quand %Ln photo a été prise.</numerusform>
            <numerusform>On ne sait pas quand %Ln photos ont été prises.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) “unknown” are left out: that is no word against a suggestion.</source>
        <translation>
            <numerusform>%Ln étiquette «&#xa0;inconnue&#xa0;» n’est pas comptée&#xa0;: elle ne contredit pas la suggestion.</numerusform>
            <numerusform>%Ln étiquettes «&#xa0;inconnue&#xa0;» ne sont pas comptées&#xa0;: elles ne contredisent pas la suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) name the kind of dog that was suggested, and no breed: they are left out, since they neither confirm the breed nor contradict it.</source>
        <translation>
            <numerusform>%Ln étiquette nomme le type du chien suggéré et pas de race&#xa0;: elle n’est pas comptée, car elle ne confirme pas la race et ne la contredit pas.</numerusform>
            <numerusform>%Ln étiquettes nomment le type du chien suggéré et pas de race&#xa0;: elles ne sont pas comptées, car elles ne confirment pas la race et ne la contredisent pas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) were given without a suggestion, or before Pawsort noted it.</source>
        <translation>
            <numerusform>%Ln étiquette a été donnée sans suggestion, ou avant que Pawsort ne la note.</numerusform>
            <numerusform>%Ln étiquettes ont été données sans suggestion, ou avant que Pawsort ne la note.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) were given by a rule, not by a person.</source>
        <translation>
            <numerusform>%Ln étiquette a été donnée par une règle, pas par une personne.</numerusform>
            <numerusform>%Ln étiquettes ont été données par une règle, pas par une personne.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The suggestions came from %Ln model(s).</source>
        <translation>
            <numerusform>Les suggestions venaient de %Ln modèle.</numerusform>
            <numerusform>Les suggestions venaient de %Ln modèles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chart shows the last %Ln day(s) of work, the table all.</source>
        <translation>
            <numerusform>Le graphique montre le dernier jour de travail, le tableau les montre tous.</numerusform>
            <numerusform>Le graphique montre les %Ln derniers jours de travail, le tableau les montre tous.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Size of the thumbnails (Ctrl + mouse wheel)</source>
        <translation>Taille des vignettes (Ctrl + molette)</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Taille des vignettes</translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%Ln à vérifier</numerusform>
            <numerusform>%Ln à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln sélectionnée</numerusform>
            <numerusform>%Ln sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breed(s), on {provider}</source>
        <translation>
            <numerusform>%Ln race, sur {provider}</numerusform>
            <numerusform>%Ln races, sur {provider}</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} on {provider}</source>
        <translation>{model} sur {provider}</translation>
    </message>
</context>
<context>
    <name>SuggestedNoDogPart</name>
    <message>
        <source>Only photos with the suggestion “no dog”</source>
        <translation>Seulement les photos avec la suggestion «&#xa0;pas de chien&#xa0;»</translation>
    </message>
    <message>
        <source>No dog? ({count})</source>
        <translation>Pas de chien&#xa0;? ({count})</translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message>
        <source>Looks like {breed}, {share}. Key {key}</source>
        <translation>Ressemble à {breed}, {share}. Touche {key}</translation>
    </message>
    <message>
        <source>Label it “{breed}” (key {key})</source>
        <translation>Étiqueter «&#xa0;{breed}&#xa0;» (touche {key})</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tableau</translation>
    </message>
    <message>
        <source>File of the table</source>
        <translation>Fichier du tableau</translation>
    </message>
    <message>
        <source>An Excel or CSV file, as spreadsheets save it</source>
        <translation>Un fichier Excel ou CSV, tel qu’un tableur l’enregistre</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Tables ({endings});;All files (*)</source>
        <translation>Tableaux ({endings});;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>TaughtPart</name>
    <message>
        <source>Photos that taught</source>
        <translation>Photos à l’origine de</translation>
    </message>
    <message>
        <source>Go back to what was shown before (Esc)</source>
        <translation>Revenir à ce qui était affiché (Échap)</translation>
    </message>
    <message>
        <source>Photos that taught “{breed}”: go back to what was shown before</source>
        <translation>Photos à l’origine de «&#xa0;{breed}&#xa0;»&#xa0;: revenir à ce qui était affiché</translation>
    </message>
</context>
<context>
    <name>TaughtPhotos</name>
    <message>
        <source>The model itself suggests this: no labels stand behind it.</source>
        <translation>Cette suggestion vient du modèle seul&#xa0;: elle ne repose sur aucune étiquette.</translation>
    </message>
    <message>
        <source>Photos that taught “{breed}”</source>
        <translation>Photos à l’origine de «&#xa0;{breed}&#xa0;»</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>Nothing</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>By breed</source>
        <translation>Par race</translation>
    </message>
    <message>
        <source>By kind of dog</source>
        <translation>Par type de chien</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Par dossier</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Par état</translation>
    </message>
</context>
<context>
    <name>VocabularyDialog</name>
    <message>
        <source>Breeds in shelter software</source>
        <translation>Les races dans les logiciels de refuge</translation>
    </message>
    <message>
        <source>Shelter software</source>
        <translation>Logiciels de refuge</translation>
    </message>
    <message>
        <source>Search for a breed</source>
        <translation>Chercher une race</translation>
    </message>
    <message>
        <source>Which breeds are shown</source>
        <translation>Quelles races sont affichées</translation>
    </message>
    <message>
        <source>Our breeds and their names there</source>
        <translation>Nos races et leurs noms là-bas</translation>
    </message>
    <message>
        <source>Reset this breed</source>
        <translation>Rétablir cette race</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tout rétablir</translation>
    </message>
    <message>
        <source>Use our own list…</source>
        <translation>Utiliser votre propre liste…</translation>
    </message>
    <message>
        <source>A file with the names of breeds of your shelter&apos;s software: one a line, or a table (CSV)</source>
        <translation>Un fichier avec les noms de races du logiciel de votre refuge&#xa0;: un par ligne, ou un tableau (CSV)</translation>
    </message>
    <message>
        <source>Show the file</source>
        <translation>Montrer le fichier</translation>
    </message>
    <message>
        <source>Opens the folder of the file in which your names are kept</source>
        <translation>Ouvre le dossier du fichier où vos noms sont conservés</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>{software} takes only names of its own list. A breed that has no name there is left blank and listed before an export; nothing is guessed. Choose another name where you know better.</source>
        <translation>{software} n’accepte que les noms de sa propre liste. Une race qui n’y a pas de nom reste vide et est signalée avant l’export&#xa0;; rien n’est deviné. Choisissez un autre nom là où vous savez mieux.</translation>
    </message>
    <message>
        <source>{software} takes only names of its own list. A breed that has no name there becomes “{unknown}” and is listed before an export; nothing is guessed. Choose another name where you know better.</source>
        <translation>{software} n’accepte que les noms de sa propre liste. Une race qui n’y a pas de nom devient «&#xa0;{unknown}&#xa0;» et est signalée avant l’export&#xa0;; rien n’est deviné. Choisissez un autre nom là où vous savez mieux.</translation>
    </message>
    <message>
        <source>All breeds ({count})</source>
        <translation>Toutes les races ({count})</translation>
    </message>
    <message>
        <source>Without a name ({count})</source>
        <translation>Sans nom ({count})</translation>
    </message>
    <message>
        <source>Nearest name ({count})</source>
        <translation>Nom le plus proche ({count})</translation>
    </message>
    <message>
        <source>Changed by you ({count})</source>
        <translation>Changées par vous ({count})</translation>
    </message>
    <message numerus="yes">
        <source>Your own list, %Ln name(s).</source>
        <translation>
            <numerusform>Votre propre liste, %Ln nom.</numerusform>
            <numerusform>Votre propre liste, %Ln noms.</numerusform>
        </translation>
    </message>
    <message>
        <source>{software} takes no dog without a name: choose one for “Unknown” and “Mix of unknown breeds”.</source>
        <translation>{software} n’accepte pas de chien sans nom de race&#xa0;: choisissez-en un pour «&#xa0;Inconnu&#xa0;» et «&#xa0;Croisement de races inconnues&#xa0;».</translation>
    </message>
    <message>
        <source>Lists of names ({endings});;All files (*)</source>
        <translation>Listes de noms ({endings});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Our own list of breeds</source>
        <translation>Notre propre liste de races</translation>
    </message>
</context>
<context>
    <name>VocabularyModel</name>
    <message>
        <source>Unknown</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Mix of unknown breeds</source>
        <translation>Croisement de races inconnues</translation>
    </message>
    <message>
        <source>Breed</source>
        <translation>Race</translation>
    </message>
    <message>
        <source>In {software}</source>
        <translation>Dans {software}</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>{software} has no breed “{name}” in its list. Choose one that is there.</source>
        <translation>{software} n’a pas de race «&#xa0;{name}&#xa0;» dans sa liste. Choisissez-en une qui s’y trouve.</translation>
    </message>
    <message>
        <source>{software} takes no dog without a name here.</source>
        <translation>{software} n’accepte pas de chien sans nom ici.</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Aucun nom</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Changé par vous</translation>
    </message>
    <message>
        <source>Left blank there</source>
        <translation>Reste vide là-bas</translation>
    </message>
    <message>
        <source>Becomes “{name}”</source>
        <translation>Devient «&#xa0;{name}&#xa0;»</translation>
    </message>
    <message>
        <source>A cross of two breeds</source>
        <translation>Un croisement de deux races</translation>
    </message>
    <message>
        <source>Nearest name</source>
        <translation>Nom le plus proche</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>Pawsort was interrupted. Everything is still there.</source>
        <translation>Pawsort a été interrompu. Tout est encore là.</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Bon retour</translation>
    </message>
    <message>
        <source>Last session: {name}</source>
        <translation>Dernière session&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Go on where you stopped</source>
        <translation>Continuer où vous en étiez</translation>
    </message>
    <message>
        <source>Drop folders or photos here</source>
        <translation>Déposez ici des dossiers ou des photos</translation>
    </message>
    <message>
        <source>As many as you like, straight from the phone, the camera or the computer. Your photos are only looked at: they are never moved, copied or changed.</source>
        <translation>Autant que vous voulez, du téléphone, de l’appareil photo ou de l’ordinateur. Vos photos sont seulement regardées&#xa0;: jamais déplacées, copiées ni modifiées.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Ajouter des photos…</translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation>Ouvrir une session…</translation>
    </message>
    <message>
        <source>1. Add photos</source>
        <translation>1. Ajouter</translation>
    </message>
    <message>
        <source>Drop them here. Pawsort starts looking at once.</source>
        <translation>Déposez-les ici. Pawsort commence aussitôt.</translation>
    </message>
    <message>
        <source>2. Decide</source>
        <translation>2. Décider</translation>
    </message>
    <message>
        <source>See what each dog looks like. Press {key}, or choose better.</source>
        <translation>Voyez à quoi chaque chien ressemble. {key}, ou mieux.</translation>
    </message>
    <message>
        <source>3. Export</source>
        <translation>3. Exporter</translation>
    </message>
    <message>
        <source>Take your labels along as a table for your own software.</source>
        <translation>Emportez vos étiquettes en tableau pour votre logiciel.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Pawsort never connects to the internet.</source>
        <translation>Rien ne quitte cet ordinateur. Pawsort ne se connecte jamais à internet.</translation>
    </message>
    <message>
        <source>Looks deceive: a breed guessed from a photo is often wrong, and most shelter dogs are mixes. So Pawsort only suggests; “mix” and “unknown” are good answers.</source>
        <translation>Les apparences trompent&#xa0;: une race devinée sur photo est souvent fausse, et la plupart des chiens de refuge sont des croisements. Pawsort ne fait donc que proposer&#xa0;; «&#xa0;croisement&#xa0;» et «&#xa0;inconnu&#xa0;» sont de bonnes réponses.</translation>
    </message>
</context>
<context>
    <name>WhereTo</name>
    <message>
        <source>Where to?</source>
        <translation>Où l’enregistrer&#xa0;?</translation>
    </message>
    <message>
        <source>{file} is there already. Replace it?</source>
        <translation>{file} existe déjà. Le remplacer&#xa0;?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Do not replace</source>
        <translation>Ne pas remplacer</translation>
    </message>
    <message>
        <source>{files} are there already and would be replaced. Replace them?</source>
        <translation>Déjà présents, et qui seraient remplacés&#xa0;: {files}. Les remplacer&#xa0;?</translation>
    </message>
    <message>
        <source>They are in {folder}: {names}.</source>
        <translation>Dans {folder}&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>It is in {folder}, {size}, last changed {date}.</source>
        <translation>Il se trouve dans {folder}&#xa0;: {size}, modifié le {date}.</translation>
    </message>
</context>
<context>
    <name>WhyController</name>
    <message>
        <source>There is no suggestion to explain.</source>
        <translation>Il n’y a pas de suggestion à expliquer.</translation>
    </message>
    <message>
        <source>There is probably no dog, so there is no breed to explain.</source>
        <translation>Il n’y a probablement pas de chien, donc pas de race à expliquer.</translation>
    </message>
    <message>
        <source>The model is not ready yet.</source>
        <translation>Le modèle n’est pas encore prêt.</translation>
    </message>
    <message>
        <source>This model cannot show why.</source>
        <translation>Ce modèle ne peut pas montrer pourquoi.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Un instant…</translation>
    </message>
    <message>
        <source>{breed} was learned from labels: which part of the photo spoke for it cannot be shown.</source>
        <translation>{breed}&#xa0;: race apprise à partir d’étiquettes. On ne peut pas montrer quelle partie de la photo a compté.</translation>
    </message>
    <message>
        <source>No single part of the photo speaks for this breed.</source>
        <translation>Aucune partie de la photo ne parle seule pour cette race.</translation>
    </message>
    <message>
        <source>Bright parts spoke for: {breed}</source>
        <translation>Les parties claires ont parlé pour&#xa0;: {breed}</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>{verb}: {step}</source>
        <translation>{verb}&#xa0;: {step}</translation>
    </message>
    <message>
        <source>There is nothing left to undo since the session was opened. What was done before, the history ({key}) takes back.</source>
        <translation>Il n’y a plus rien à annuler depuis l’ouverture de la session. Ce qui a été fait avant s’annule dans l’historique ({key}).</translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message numerus="yes">
        <source>%Ln in all.</source>
        <translation>
            <numerusform>%Ln en tout.</numerusform>
            <numerusform>%Ln en tout.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rescue what can be read…</source>
        <translation>Sauver ce qui peut être lu…</translation>
    </message>
    <message>
        <source>The session cannot be changed.</source>
        <translation>La session ne peut pas être modifiée.</translation>
    </message>
    <message numerus="yes">
        <source>Rescued: {photos}, %n of them with a label, are in {file}.</source>
        <translation>
            <numerusform>Sauvé&#xa0;: {photos}, dont %Ln avec une étiquette, dans {file}.</numerusform>
            <numerusform>Sauvé&#xa0;: {photos}, dont %Ln avec une étiquette, dans {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {part}</source>
        <translation>{part} ({count})</translation>
    </message>
    <message>
        <source>Left out, because it could not be read: {parts}.</source>
        <translation>Laissé de côté, car illisible&#xa0;: {parts}.</translation>
    </message>
    <message>
        <source>The settings could not be saved. {reason}</source>
        <translation>Les réglages n’ont pas pu être enregistrés. {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) could not be searched, {folder} among them: {reason}</source>
        <translation>
            <numerusform>%Ln dossier n’a pas pu être parcouru, {folder}&#xa0;: {reason}</numerusform>
            <numerusform>%Ln dossiers n’ont pas pu être parcourus, dont {folder}&#xa0;: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: %n photo(s) dropped, all of them are in this session already.</source>
        <translation>
            <numerusform>Rien de nouveau&#xa0;: %Ln photo, déjà dans cette session.</numerusform>
            <numerusform>Rien de nouveau&#xa0;: %Ln photos, toutes déjà dans cette session.</numerusform>
        </translation>
    </message>
    <message>
        <source>No photos were found there. Photos end in .jpg, .heic, .png and the like.</source>
        <translation>Aucune photo trouvée. Les photos se terminent par .jpg, .heic, .png, etc.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Arrêté. %Ln photo attend encore une suggestion.</numerusform>
            <numerusform>Arrêté. %Ln photos attendent encore une suggestion.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) cannot be read. They are marked; the others are not affected.</source>
        <translation>
            <numerusform>%Ln photo est illisible. Elle est signalée&#xa0;; les autres ne sont pas touchées.</numerusform>
            <numerusform>%Ln photos sont illisibles. Elles sont signalées&#xa0;; les autres ne sont pas touchées.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Les montrer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) had moved and were found again, with their labels.</source>
        <translation>
            <numerusform>%Ln photo avait été déplacée et a été retrouvée, avec son étiquette.</numerusform>
            <numerusform>%Ln photos avaient été déplacées et ont été retrouvées, avec leurs étiquettes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Montrer dans le dossier</translation>
    </message>
    <message>
        <source>The session was copied to {file}.</source>
        <translation>La session a été copiée dans {file}.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing to review here at the moment; %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Rien à vérifier ici pour le moment&#xa0;; %Ln photo attend encore une suggestion.</numerusform>
            <numerusform>Rien à vérifier ici pour le moment&#xa0;; %Ln photos attendent encore une suggestion.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing left to review here.</source>
        <translation>Plus rien à vérifier ici.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmé</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corrigé</translation>
    </message>
    <message>
        <source>No dog</source>
        <translation>Pas de chien</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>The label is what the model by itself suggests.</source>
        <translation>L’étiquette est ce que le modèle seul suggère.</translation>
    </message>
    <message>
        <source>The label is something else than the model by itself suggests, also where Pawsort had learned it from other labels.</source>
        <translation>L’étiquette est autre chose que ce que le modèle seul suggère, même si Pawsort l’avait appris d’autres étiquettes.</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sûr</translation>
    </message>
    <message>
        <source>Maybe</source>
        <translation>Peut-être</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <source>Sure: suggestions with this word are very seldom wrong, if it is a dog of a breed that the model knows.</source>
        <translation>Sûr&#xa0;: les suggestions avec ce mot sont très rarement fausses, si c’est un chien d’une race que le modèle connaît.</translation>
    </message>
    <message>
        <source>Maybe: the first breed is often right, but not often enough to rely on it. Look for yourself.</source>
        <translation>Peut-être&#xa0;: la première race est souvent juste, mais pas assez souvent pour s’y fier. Regardez vous-même.</translation>
    </message>
    <message>
        <source>Unsure: many breeds are possible, or the dog is unlike those that the model has learnt from. Perhaps nobody can tell the breed from this photo.</source>
        <translation>Incertain&#xa0;: beaucoup de races sont possibles, ou le chien ne ressemble pas à ceux que le modèle a appris. Peut-être que personne ne peut dire la race d’après cette photo.</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>File not there</source>
        <translation>Fichier absent</translation>
    </message>
    <message>
        <source>Label of another file</source>
        <translation>Étiquette d’un autre fichier</translation>
    </message>
    <message>
        <source>Came since</source>
        <translation>Arrivées depuis</translation>
    </message>
    <message>
        <source>No suggestion</source>
        <translation>Sans suggestion</translation>
    </message>
    <message>
        <source>No photo matches the filters.
Press {key} to show all photos.</source>
        <translation>Aucune photo ne passe les filtres.
{key} montre toutes les photos.</translation>
    </message>
    <message>
        <source>Kind sure</source>
        <translation>Type sûr</translation>
    </message>
    <message>
        <source>Looks like {kind}</source>
        <translation>Ressemble à {kind}</translation>
    </message>
    <message>
        <source>looks like {kind}</source>
        <translation>ressemble à {kind}</translation>
    </message>
    <message>
        <source>Sure of the kind, not of the breed</source>
        <translation>Sûr du type, pas de la race</translation>
    </message>
    <message>
        <source>of the kind, not of the breed</source>
        <translation>du type, pas de la race</translation>
    </message>
    <message>
        <source>Sure of the kind, not of the breed: the kind of dog is very seldom wrong, the breeds below often are.</source>
        <translation>Sûr du type, pas de la race&#xa0;: le type de chien est très rarement faux, les races en dessous le sont souvent.</translation>
    </message>
    <message>
        <source>Mix, breeds unknown</source>
        <translation>Croisement, races inconnues</translation>
    </message>
    <message>
        <source>Mix: {breeds}</source>
        <translation>Croisement&#xa0;: {breeds}</translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation>Race inconnue</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Illisible</translation>
    </message>
    <message>
        <source>No suggestion yet</source>
        <translation>Pas encore de suggestion</translation>
    </message>
    <message>
        <source>Nothing it knows</source>
        <translation>Rien de connu</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Ressemble à</translation>
    </message>
    <message>
        <source>Probably no dog in this photo (a dog: {percent})</source>
        <translation>Probablement pas de chien ici (un chien&#xa0;: {percent})</translation>
    </message>
    <message>
        <source>Shows a dog: {percent}</source>
        <translation>Un chien&#xa0;: {percent}</translation>
    </message>
    <message>
        <source>label: {label}</source>
        <translation>étiquette&#xa0;: {label}</translation>
    </message>
    <message>
        <source>probably no dog</source>
        <translation>probablement pas de chien</translation>
    </message>
    <message>
        <source>looks like {breed}</source>
        <translation>ressemble à {breed}</translation>
    </message>
    <message>
        <source>cover of the adoption page</source>
        <translation>couverture de la page d’adoption</translation>
    </message>
    <message>
        <source>pick {place} for the adoption page</source>
        <translation>photo choisie nº&#xa0;{place} pour la page d’adoption</translation>
    </message>
    <message>
        <source>the model by itself: {breed}</source>
        <translation>le modèle seul&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>first breed: {breed}</source>
        <translation>première race&#xa0;: {breed}</translation>
    </message>
    <message>
        <source>several dogs</source>
        <translation>plusieurs chiens</translation>
    </message>
    <message>
        <source>pick {place}: would go to {sites} only</source>
        <translation>photo choisie nº&#xa0;{place}&#xa0;: irait seulement à {sites}</translation>
    </message>
    <message>
        <source>pick {place}: more than any site takes</source>
        <translation>photo choisie nº&#xa0;{place}&#xa0;: plus qu’aucun site n’en prend</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>moins d’une minute</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation>{number}&#xa0;Mo</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number}&#xa0;Go</translation>
    </message>
    <message>
        <source>{name} · kind of dog</source>
        <translation>{name} · type de chien</translation>
    </message>
</context>
<context>
    <name>_Photo</name>
    <message>
        <source>Photo {file}</source>
        <translation>Photo {file}</translation>
    </message>
</context>
<context>
    <name>_SideView</name>
    <message>
        <source>{title} · {photos}</source>
        <translation>{title} · {photos}</translation>
    </message>
</context>
</TS>
