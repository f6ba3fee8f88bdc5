"""Words that name folders and never an animal, folded: in English, French and, where it is met, German."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SYSTEM = _words(
    """
    desktop bureau schreibtisch documents document dokumente downloads download telechargements telechargement
    users utilisateurs benutzer home public volumes volume media mnt mount run tmp temp appdata library local
    roaming root program programs programmes onedrive dropbox icloud icloudphotos gdrive googledrive drive
    nextcloud owncloud box disk disque disc usb cle lecteur lacie kingston sandisk transcend seagate toshiba
    intenso verbatim removable amovible harddisk macintosh hd sd sdhc sdxc card carte memory memoire memorycard
    stick partition data server serveur network reseau share shared partage partages srv nas
    """
)

UNNAMED = _words(
    """
    new nouveau nouveaux nouvelle nouvelles eigene neu neuer neue untitled titre unnamed folder folders dossier
    dossiers ordner sous subfolder directory repertoire unbenannt unbenannter nom name noname
    """
)

APPS = _words(
    """
    whatsapp telegram messenger instagram facebook snapchat signal viber skype wechat tiktok twitter pinterest
    screenshot screenshots screencap screencaps bildschirmfoto bildschirmfotos bildschirmaufnahme capture
    captures ecran ecrans screen screens airdrop bluetooth email emails mail mails courriel courriels sms mms
    chats-app sent recu recus received envoye envoyes lightroom photoshop picasa bridge canva snapseed vsco b612
    exports
    """
)

CAMERAS = _words(
    """
    camera cameras kamera appareil dcim misc canon nikon sony pana panasonic olympus olymp fuji fujifilm pentax
    leica ricoh samsung iphone ipad apple android gopro dji hero pixel huawei xiaomi eos msdcf roll pellicule
    aufnahmen google digital cam webcam smartphone handy telephone phone mobile portable burst rafale panorama
    """
)

COLLECTIONS = _words(
    """
    photo photos pic pics picture pictures pix image images img imgs imgp bild bilder foto fotos photographie
    photographies photography snapshot snapshots gallery galerie galeria album albums slideshow diaporama
    portrait portraits selfie selfies video videos film films movie movies dog dogs chien chiens chienne
    chiennes hund hunde cat cats chats chatte chattes katze katzen puppy puppies chiot chiots kitten kittens
    chaton chatons pet pets animal animals animaux tiere tier nac lapin lapins rabbit rabbits litter litters
    portee portees shelter refuge tierheim spa rescue adoption adoptions adoptable adoptables adopted adopte
    adoptes adoptee adoptees available disponible disponibles arrival arrivals arrivee arrivees arrivant
    arrivants arrivante arrivantes newcomers intake intakes entree entrees sortie sorties quarantine quarantaine
    fourriere foster fosters accueil accueils famille familles family families volunteer volunteers benevole
    benevoles kennel kennels chenil chenils box boxes cage cages enclos all tous toutes alle every everything
    tout archive archives backup backups sauvegarde sauvegardes copy copie copies kopie old ancien anciens
    anciennes alt vieux recent recents latest derniers dernieres today aujourdhui yesterday hier original
    originals originaux originale originales edit edited edits retouche retouches retouchees modifie modifies
    modifiees cropped recadre recadrees raw jpg jpeg heic png high low haute basse resolution hires lowres small
    large petit petits grand grands web website site print impression tri trie trier triees sorted unsorted sort
    todo done fini finis faire selection selections selected choix best meilleures meilleurs favorites
    favourites favoris good bad rejects rejected poubelle corbeille trash bin papierkorb deleted supprime
    supprimes divers diverse various other others autre autres inbox upload uploads import imports imported
    importe importes export exported output input out test tests sample samples exemple exemples demo dataset
    data training train val valid validation set part partie lot lots batch batches serie series session
    sessions shooting shoot event events evenement evenements visit visite visites veto veterinaire vet walk
    walks promenade promenades outdoor indoor exterieur interieur summer winter spring autumn fall ete hiver
    printemps automne holiday holidays vacances noel christmas week semaine woche month mois monat day jour
    jours tag year annee jahr monday tuesday wednesday thursday friday saturday sunday weekend lundi mardi mercredi
    jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag thumbnails thumbs
    vignettes miniatures preview previews unknown inconnu inconnus
    inconnue unidentified people personnes staff equipe team
    """
)

LITTLE_WORDS = _words(
    """
    a an and at au aux avec by d da das de del der des die du e en et for from i ii iii im in l la le les ma mes
    mein meine meinen mon my no n nos notre of on or our pour s sans sur the to und von with x y
    """
)
"""What stands between others and says nothing."""

NAMES_TOO = _words(
    """
    pixel apple hero noel christmas summer winter spring autumn signal bridge dji sony ricoh boxes petit small
    lapin lapins
    """
)
"""Words of these that animals are called too: alone they are names."""

PROGRAMS = APPS | CAMERAS
GENERIC = SYSTEM | UNNAMED | PROGRAMS | COLLECTIONS

COPY_MARKS = tuple(
    "copie copy kopie edited edit modifiee modifie bearbeitet retouchee retouche cropped recadree recadre".split()  # noqa: SIM905 - as above
)
"""What programs put behind the name of a copy."""

CATS = _words(
    """
    cat cats chat chats chatte chattes chaton chatons kitten kittens katze katzen
    """
)

DOGS = _words(
    """
    dog dogs chien chiens chienne chiennes chiot chiots puppy puppies hund hunde
    """
)

OTHERS = _words(
    """
    nac lapin lapins rabbit rabbits kaninchen bunny rongeur rongeurs rodent rodents hamster hamsters cobaye
    cobayes oiseau oiseaux bird birds furet furets ferret ferrets cheval chevaux horse horses ane anes donkey
    donkeys chevre chevres goat goats mouton moutons sheep other others autre autres
    """
)
