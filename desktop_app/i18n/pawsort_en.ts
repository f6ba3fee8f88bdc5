<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnimalWords</name>
    <message numerus="yes">
        <source>%Ln photo(s) taken together</source>
        <translation>
            <numerusform>%Ln photo taken together</numerusform>
            <numerusform>%Ln photos taken together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near-duplicate(s)</source>
        <translation>
            <numerusform>%Ln near-duplicate</numerusform>
            <numerusform>%Ln near-duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sure</source>
        <translation>
            <numerusform>%Ln sure</numerusform>
            <numerusform>%Ln sure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left</source>
        <translation>
            <numerusform>%Ln left</numerusform>
            <numerusform>%Ln left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s): {labels}</source>
        <translation>
            <numerusform>%Ln label: {labels}</numerusform>
            <numerusform>%Ln labels: {labels}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %Ln</source>
        <translation>
            <numerusform>Confirm %Ln</numerusform>
            <numerusform>Confirm %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln</source>
        <translation>
            <numerusform>All %Ln</numerusform>
            <numerusform>All %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s) · all go out</source>
        <translation>
            <numerusform>%Ln pick · it goes out</numerusform>
            <numerusform>%Ln picks · all go out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s) · Petfinder {some} · others {fewer}</source>
        <translation>
            <numerusform>%Ln pick · Petfinder {some} · others {fewer}</numerusform>
            <numerusform>%Ln picks · Petfinder {some} · others {fewer}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s): all would go to Petfinder, Adopt-a-Pet and RescueGroups</source>
        <translation>
            <numerusform>%Ln pick: it would go to Petfinder, Adopt-a-Pet and RescueGroups</numerusform>
            <numerusform>%Ln picks: all would go to Petfinder, Adopt-a-Pet and RescueGroups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s): {some} would go to Petfinder, {fewer} to Adopt-a-Pet and RescueGroups</source>
        <translation>
            <numerusform>%Ln pick: {some} would go to Petfinder, {fewer} to Adopt-a-Pet and RescueGroups</numerusform>
            <numerusform>%Ln picks: {some} would go to Petfinder, {fewer} to Adopt-a-Pet and RescueGroups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) decided</source>
        <translation>
            <numerusform>%Ln row decided</numerusform>
            <numerusform>%Ln rows decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) whose photos disagree</source>
        <translation>
            <numerusform>%Ln row whose photos disagree</numerusform>
            <numerusform>%Ln rows whose photos disagree</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) to decide</source>
        <translation>
            <numerusform>%Ln row to decide</numerusform>
            <numerusform>%Ln rows to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln single photo(s): go through them in Review</source>
        <translation>
            <numerusform>%Ln single photo: go to it in Review</numerusform>
            <numerusform>%Ln single photos: go through them in Review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) of this row cannot be seen yet. Nothing was labelled.</source>
        <translation>
            <numerusform>%Ln photo of this row cannot be seen yet. Nothing was labelled.</numerusform>
            <numerusform>%Ln photos of this row cannot be seen yet. Nothing was labelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more photo(s) of this row to look at</source>
        <translation>
            <numerusform>%Ln more photo of this row to look at</numerusform>
            <numerusform>%Ln more photos of this row to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message numerus="yes">
        <source>take %n photo(s) out of the session</source>
        <translation>
            <numerusform>take %Ln photo out of the session</numerusform>
            <numerusform>take %Ln photos out of the session</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bring %n photo(s) back</source>
        <translation>
            <numerusform>bring %Ln photo back</numerusform>
            <numerusform>bring %Ln photos back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>confirm %n suggestion(s)</source>
        <translation>
            <numerusform>confirm %Ln suggestion</numerusform>
            <numerusform>confirm %Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change %n photo(s)</source>
        <translation>
            <numerusform>change %Ln photo</numerusform>
            <numerusform>change %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label %n photo(s)</source>
        <translation>
            <numerusform>label %Ln photo</numerusform>
            <numerusform>label %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>clear the label of %n photo(s)</source>
        <translation>
            <numerusform>clear the label of %Ln photo</numerusform>
            <numerusform>clear the label of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label %n photo(s) {label}</source>
        <translation>
            <numerusform>label %Ln photo {label}</numerusform>
            <numerusform>label %Ln photos {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n label(s) from {table}</source>
        <translation>
            <numerusform>import %Ln label from {table}</numerusform>
            <numerusform>import %Ln labels from {table}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import for %n photo(s) from {table}</source>
        <translation>
            <numerusform>import for %Ln photo from {table}</numerusform>
            <numerusform>import for %Ln photos from {table}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>name %n animal(s)</source>
        <translation>
            <numerusform>name %Ln animal</numerusform>
            <numerusform>name %Ln animals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>answer “Same dog?” for %n photo(s)</source>
        <translation>
            <numerusform>answer “Same dog?” for %Ln photo</numerusform>
            <numerusform>answer “Same dog?” for %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n photo(s) away from their animal</source>
        <translation>
            <numerusform>take %Ln photo away from its animal</numerusform>
            <numerusform>take %Ln photos away from their animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>make %n animal(s) of {photos}</source>
        <translation>
            <numerusform>make %Ln animal of {photos}</numerusform>
            <numerusform>make %Ln animals of {photos}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put %n photo(s) together by animal</source>
        <translation>
            <numerusform>put %Ln photo together by animal</numerusform>
            <numerusform>put %Ln photos together by animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unpick %n photo(s)</source>
        <translation>
            <numerusform>unpick %Ln photo</numerusform>
            <numerusform>unpick %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pick %n photo(s)</source>
        <translation>
            <numerusform>pick %Ln photo</numerusform>
            <numerusform>pick %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n photo(s) that they show several dogs</source>
        <translation>
            <numerusform>say of %Ln photo that it shows several dogs</numerusform>
            <numerusform>say of %Ln photos that they show several dogs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n photo(s) that they show one dog</source>
        <translation>
            <numerusform>say of %Ln photo that it shows one dog</numerusform>
            <numerusform>say of %Ln photos that they show one dog</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>label single dogs in %n photo(s)</source>
        <translation>
            <numerusform>label single dogs in %Ln photo</numerusform>
            <numerusform>label single dogs in %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n animal(s) of {photos}</source>
        <translation>
            <numerusform>%Ln animal of {photos}</numerusform>
            <numerusform>%Ln animals of {photos}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileMessages</name>
    <message numerus="yes">
        <source>%n photo(s) are on {drives} drives or folders that are not there, {folder} among them. Connect the drives, and the photos come back by themselves; or add the folders where they are now.</source>
        <translation>
            <numerusform>%Ln photo is on {drives} drives or folders that are not there, {folder} among them. Connect the drives, and the photo comes back by itself; or add the folders where they are now.</numerusform>
            <numerusform>%Ln photos are on {drives} drives or folders that are not there, {folder} among them. Connect the drives, and the photos come back by themselves; or add the folders where they are now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The drive or folder {folder} is not there: %n photo(s). Connect it, and they come back by themselves; or add the folder where they are now.</source>
        <translation>
            <numerusform>The drive or folder {folder} is not there: %Ln photo. Connect it, and it comes back by itself; or add the folder where it is now.</numerusform>
            <numerusform>The drive or folder {folder} is not there: %Ln photos. Connect it, and they come back by themselves; or add the folder where they are now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are not where they were. Add the folder where they are now, and they are found again.</source>
        <translation>
            <numerusform>%Ln photo is not where it was. Add the folder where it is now, and it is found again.</numerusform>
            <numerusform>%Ln photos are not where they were. Add the folder where they are now, and they are found again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{folder} is there again: %n photo(s) are back.</source>
        <translation>
            <numerusform>{folder} is there again: %Ln photo is back.</numerusform>
            <numerusform>{folder} is there again: %Ln photos are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) hold another photo than before: new suggestions follow.</source>
        <translation>
            <numerusform>%Ln file holds another photo than before: a new suggestion follows.</numerusform>
            <numerusform>%Ln files hold another photo than before: new suggestions follow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their label(s) are kept and marked as given to another file.</source>
        <translation>
            <numerusform>Its label is kept and marked as given to another file.</numerusform>
            <numerusform>Their labels are kept and marked as given to other files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have a label; it is kept and marked as given to another file.</source>
        <translation>
            <numerusform>%Ln of them has a label; it is kept and marked as given to another file.</numerusform>
            <numerusform>%Ln of them have a label; it is kept and marked as given to another file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The files of %n photo(s) that were exported hold other photos than before: look at them, and export once more.</source>
        <translation>
            <numerusform>The file of %Ln photo that was exported holds another photo than before: look at it, and export once more.</numerusform>
            <numerusform>The files of %Ln photos that were exported hold other photos than before: look at them, and export once more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message numerus="yes">
        <source>labels of %Ln further dog(s)</source>
        <translation>
            <numerusform>label of %Ln further dog</numerusform>
            <numerusform>labels of %Ln further dogs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A table that Pawsort wrote, with %Ln line(s).</source>
        <translation>
            <numerusform>A table that Pawsort wrote, with %Ln line.</numerusform>
            <numerusform>A table that Pawsort wrote, with %Ln lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) are in the session already.</source>
        <translation>
            <numerusform>%Ln thing is in the session already.</numerusform>
            <numerusform>%Ln things are in the session already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) with an animal</source>
        <translation>
            <numerusform>%Ln photo with an animal</numerusform>
            <numerusform>%Ln photos with an animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pick(s)</source>
        <translation>
            <numerusform>%Ln pick</numerusform>
            <numerusform>%Ln picks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“several dogs” for %Ln photo(s)</source>
        <translation>
            <numerusform>“several dogs” for %Ln photo</numerusform>
            <numerusform>“several dogs” for %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>details of %Ln animal(s)</source>
        <translation>
            <numerusform>details of %Ln animal</numerusform>
            <numerusform>details of %Ln animals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comes in: %Ln</source>
        <translation>
            <numerusform>Comes in: %Ln</numerusform>
            <numerusform>Comes in: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left alone: %Ln</source>
        <translation>
            <numerusform>Left alone: %Ln</numerusform>
            <numerusform>Left alone: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace what is decided otherwise already: %Ln thing(s)</source>
        <translation>
            <numerusform>Replace what is decided otherwise already: %Ln thing</numerusform>
            <numerusform>Replace what is decided otherwise already: %Ln things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobStatus</name>
    <message numerus="yes">
        <source>Looking for photos… %n found</source>
        <translation>
            <numerusform>Looking for photos… %Ln found</numerusform>
            <numerusform>Looking for photos… %Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for {folder}: %n photo(s)</source>
        <translation>
            <numerusform>Waiting for {folder}: %Ln photo</numerusform>
            <numerusform>Waiting for {folder}: %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being copied</source>
        <translation>
            <numerusform>%Ln still being copied</numerusform>
            <numerusform>%Ln still being copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnedWords</name>
    <message numerus="yes">
        <source>Nothing yet. A breed that the model does not know is suggested as soon as %Ln photo(s) of different dogs have that label.</source>
        <translation>
            <numerusform>Nothing yet. A breed that the model does not know is suggested as soon as %Ln photo has that label.</numerusform>
            <numerusform>Nothing yet. A breed that the model does not know is suggested as soon as %Ln photos of different dogs have that label.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more label(s) needed</source>
        <translation>
            <numerusform>%Ln more label needed</numerusform>
            <numerusform>%Ln more labels needed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A breed is suggested from %Ln label(s) on. Photos of one animal, or taken one after the other, count once.</source>
        <translation>
            <numerusform>A breed is suggested from %Ln label on. Photos of one animal, or taken one after the other, count once.</numerusform>
            <numerusform>A breed is suggested from %Ln labels on. Photos of one animal, or taken one after the other, count once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) here</source>
        <translation>
            <numerusform>%Ln label here</numerusform>
            <numerusform>%Ln labels here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of other sessions</source>
        <translation>
            <numerusform>%Ln of other sessions</numerusform>
            <numerusform>%Ln of other sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pawsort now suggests {breed}: %Ln label(s)</source>
        <translation>
            <numerusform>Pawsort now suggests {breed}: %Ln label</numerusform>
            <numerusform>Pawsort now suggests {breed}: %Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) deserve a second look: menu Review, Second look</source>
        <translation>
            <numerusform>%Ln label deserves a second look: menu Review, Second look</numerusform>
            <numerusform>%Ln labels deserve a second look: menu Review, Second look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) of {breeds}</source>
        <translation>
            <numerusform>%Ln label of {breeds}</numerusform>
            <numerusform>%Ln labels of {breeds}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamingWords</name>
    <message numerus="yes">
        <source>{first} and %Ln more</source>
        <translation>
            <numerusform>{first} and %Ln more</numerusform>
            <numerusform>{first} and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) keep another animal</source>
        <translation>
            <numerusform>%Ln photo keeps another animal</numerusform>
            <numerusform>%Ln photos keep another animal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln animal(s)</source>
        <translation>
            <numerusform>%Ln animal</numerusform>
            <numerusform>%Ln animals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) stay without an animal.</source>
        <translation>
            <numerusform>%Ln photo stays without an animal.</numerusform>
            <numerusform>%Ln photos stay without an animal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) keep the animal that they have.</source>
        <translation>
            <numerusform>%Ln photo keeps the animal that it has.</numerusform>
            <numerusform>%Ln photos keep the animal that they have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Become animals: %Ln</source>
        <translation>
            <numerusform>Become animals: %Ln</numerusform>
            <numerusform>Become animals: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %Ln</source>
        <translation>
            <numerusform>Left out: %Ln</numerusform>
            <numerusform>Left out: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also the %Ln photo(s) that belong to an animal already</source>
        <translation>
            <numerusform>Also the %Ln photo that belongs to an animal already</numerusform>
            <numerusform>Also the %Ln photos that belong to an animal already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) look like animals ({names}). Make them animals?</source>
        <translation>
            <numerusform>%Ln folder looks like an animal ({names}). Make it an animal?</numerusform>
            <numerusform>%Ln folders look like animals ({names}). Make them animals?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that were added belong to animals by their names ({names}). Put them together?</source>
        <translation>
            <numerusform>By its name, %Ln photo that was added belongs to an animal ({names}). Put it there?</numerusform>
            <numerusform>By their names, %Ln photos that were added belong to animals ({names}). Put them there?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicksController</name>
    <message numerus="yes">
        <source>%n photo(s) proposed for the adoption page; undo takes them back.</source>
        <translation>
            <numerusform>%Ln photo proposed for the adoption page; undo takes it back.</numerusform>
            <numerusform>%Ln photos proposed for the adoption page; undo takes them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pick(s). Petfinder takes {most}, Adopt-a-Pet and RescueGroups {fewer}.</source>
        <translation>
            <numerusform>%Ln pick. Petfinder takes {most}, Adopt-a-Pet and RescueGroups {fewer}.</numerusform>
            <numerusform>%Ln picks. Petfinder takes {most}, Adopt-a-Pet and RescueGroups {fewer}.</numerusform>
        </translation>
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
            <numerusform>%Ln dog</numerusform>
            <numerusform>%Ln dogs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labels on %n photo(s)</source>
        <translation>
            <numerusform>Labels on %Ln photo</numerusform>
            <numerusform>Labels on %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n selected photo(s) looks like it.</source>
        <translation>
            <numerusform>The selected photo does not look like it.</numerusform>
            <numerusform>None of the %Ln selected photos looks like it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of {all} look like it.</source>
        <translation>
            <numerusform>%Ln of {all} looks like it.</numerusform>
            <numerusform>%Ln of {all} look like it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n selected photo(s) is on screen.</source>
        <translation>
            <numerusform>The selected photo is not on screen.</numerusform>
            <numerusform>None of the %Ln selected photos is on screen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %n of the {all} selected photos are on screen.</source>
        <translation>
            <numerusform>Only %Ln of the {all} selected photos is on screen.</numerusform>
            <numerusform>Only %Ln of the {all} selected photos are on screen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Those %n</source>
        <translation>
            <numerusform>That one</numerusform>
            <numerusform>Those %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n</source>
        <translation>
            <numerusform>All %Ln</numerusform>
            <numerusform>All %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) were given to other photos, which had these file names before.</source>
        <translation>
            <numerusform>%Ln label was given to another photo, which had this file name before.</numerusform>
            <numerusform>%Ln labels were given to other photos, which had these file names before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n label(s) for these photos</source>
        <translation>
            <numerusform>Keep %Ln label for this photo</numerusform>
            <numerusform>Keep %Ln labels for these photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No kind of dog stands out for %n photo(s): nothing was labelled.</source>
        <translation>
            <numerusform>No kind of dog stands out for %Ln photo: nothing was labelled.</numerusform>
            <numerusform>No kind of dog stands out for %Ln photos: nothing was labelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n photo(s) only the kind of dog is sure: {key} labels them with it.</source>
        <translation>
            <numerusform>Of %Ln photo only the kind of dog is sure: {key} labels it with that.</numerusform>
            <numerusform>Of %Ln photos only the kind of dog is sure: {key} labels them with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) without a kind of dog were left as they are.</source>
        <translation>
            <numerusform>%Ln photo without a kind of dog was left as it is.</numerusform>
            <numerusform>%Ln photos without a kind of dog were left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n suggestion(s)</source>
        <translation>
            <numerusform>Confirm %Ln suggestion</numerusform>
            <numerusform>Confirm %Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln animal(s)</source>
        <translation>
            <numerusform>%Ln animal</numerusform>
            <numerusform>%Ln animals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln breed(s)</source>
        <translation>
            <numerusform>%Ln breed</numerusform>
            <numerusform>%Ln breeds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %Ln file(s) are whole in {place}.</source>
        <translation>
            <numerusform>Stopped; %Ln file is whole in {place}.</numerusform>
            <numerusform>Stopped; %Ln files are whole in {place}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were left out.</source>
        <translation>
            <numerusform>%Ln file was left out.</numerusform>
            <numerusform>%Ln files were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>learned from %Ln label(s)</source>
        <translation>
            <numerusform>learned from %Ln label</numerusform>
            <numerusform>learned from %Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>learned from your %Ln label(s)</source>
        <translation>
            <numerusform>learned from your %Ln label</numerusform>
            <numerusform>learned from your %Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln raw photo(s) left out: export them as JPEG in a photo program, and add those.</source>
        <translation>
            <numerusform>%Ln raw photo was left out: export it as JPEG in a photo program, and add that.</numerusform>
            <numerusform>%Ln raw photos were left out: export them as JPEG in a photo program, and add those.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) left out that are no photos: {kinds}.</source>
        <translation>
            <numerusform>%Ln file that is no photo was left out: {kinds}.</numerusform>
            <numerusform>%Ln files that are no photos were left out: {kinds}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln raw photo(s)</source>
        <translation>
            <numerusform>%Ln raw photo</numerusform>
            <numerusform>%Ln raw photos</numerusform>
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
            <numerusform>%Ln sound</numerusform>
            <numerusform>%Ln sounds</numerusform>
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
            <numerusform>%Ln packed file</numerusform>
            <numerusform>%Ln packed files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln note(s) of cameras and photo programs</source>
        <translation>
            <numerusform>%Ln note of a camera or photo program</numerusform>
            <numerusform>%Ln notes of cameras and photo programs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln Pawsort session(s)</source>
        <translation>
            <numerusform>%Ln Pawsort session</numerusform>
            <numerusform>%Ln Pawsort sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln memory(s) of Pawsort</source>
        <translation>
            <numerusform>%Ln memory of Pawsort</numerusform>
            <numerusform>%Ln memories of Pawsort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shortcut(s)</source>
        <translation>
            <numerusform>%Ln shortcut</numerusform>
            <numerusform>%Ln shortcuts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s)</source>
        <translation>
            <numerusform>%Ln other file</numerusform>
            <numerusform>%Ln other files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message numerus="yes">
        <source>about %n minute(s) left at your pace</source>
        <translation>
            <numerusform>about %Ln minute left at your pace</numerusform>
            <numerusform>about %Ln minutes left at your pace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left at your pace</source>
        <translation>
            <numerusform>about %Ln hour left at your pace</numerusform>
            <numerusform>about %Ln hours left at your pace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln photo(s) that the filters show</source>
        <translation>
            <numerusform>Only the %Ln photo that the filters show</numerusform>
            <numerusform>Only the %Ln photos that the filters show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n look like {breed}, sure</source>
        <translation>
            <numerusform>It looks like {breed}, sure (%Ln photo)</numerusform>
            <numerusform>All %Ln look like {breed}, sure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n: {breed}</source>
        <translation>
            <numerusform>Confirm %Ln: {breed}</numerusform>
            <numerusform>Confirm %Ln: {breed}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: shown singly, next</source>
        <translation>
            <numerusform>%Ln left out: shown singly, next</numerusform>
            <numerusform>%Ln left out: shown singly, next</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You decided about %Ln photo(s).</source>
        <translation>
            <numerusform>You decided about %Ln photo.</numerusform>
            <numerusform>You decided about %Ln photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln as suggested</source>
        <translation>
            <numerusform>%Ln as suggested</numerusform>
            <numerusform>%Ln as suggested</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln otherwise</source>
        <translation>
            <numerusform>%Ln otherwise</numerusform>
            <numerusform>%Ln otherwise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) kept</source>
        <translation>
            <numerusform>%Ln label kept</numerusform>
            <numerusform>%Ln labels kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) changed</source>
        <translation>
            <numerusform>%Ln label changed</numerusform>
            <numerusform>%Ln labels changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on with the review: %Ln left</source>
        <translation>
            <numerusform>Go on with the review: %Ln left</numerusform>
            <numerusform>Go on with the review: %Ln left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go through the %Ln left for later</source>
        <translation>
            <numerusform>Go through the %Ln left for later</numerusform>
            <numerusform>Go through the %Ln left for later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln more</source>
        <translation>
            <numerusform>Add %Ln more</numerusform>
            <numerusform>Add %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) deserve a second look</source>
        <translation>
            <numerusform>%Ln label deserves a second look</numerusform>
            <numerusform>%Ln labels deserve a second look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are still waiting for a suggestion.</source>
        <translation>
            <numerusform>%Ln photo is still waiting for a suggestion.</numerusform>
            <numerusform>%Ln photos are still waiting for a suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) cannot be looked at: the file is not there, or cannot be read.</source>
        <translation>
            <numerusform>%Ln photo cannot be looked at: its file is not there, or cannot be read.</numerusform>
            <numerusform>%Ln photos cannot be looked at: their files are not there, or cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You labelled it {label}. It looks more like your %Ln {suggested} photo(s).</source>
        <translation>
            <numerusform>You labelled it {label}. It looks more like your %Ln {suggested} photo.</numerusform>
            <numerusform>You labelled it {label}. It looks more like your %Ln {suggested} photos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameDogDialog</name>
    <message numerus="yes">
        <source>%n question(s) left</source>
        <translation>
            <numerusform>%Ln question left</numerusform>
            <numerusform>%Ln questions left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatisticsPlurals</name>
    <message numerus="yes">
        <source>Of %Ln photo(s) it is not known when they were taken.</source>
        <translation>
            <numerusform>Of %Ln photo it is not known when it was taken.</numerusform>
            <numerusform>Of %Ln photos it is not known when they were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) “unknown” are left out: that is no word against a suggestion.</source>
        <translation>
            <numerusform>%Ln label “unknown” is left out: that is no word against a suggestion.</numerusform>
            <numerusform>%Ln labels “unknown” are left out: that is no word against a suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) name the kind of dog that was suggested, and no breed: they are left out, since they neither confirm the breed nor contradict it.</source>
        <translation>
            <numerusform>%Ln label names the kind of dog that was suggested, and no breed: it is left out, since it neither confirms the breed nor contradicts it.</numerusform>
            <numerusform>%Ln labels name the kind of dog that was suggested, and no breed: they are left out, since they neither confirm the breed nor contradict it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) were given without a suggestion, or before Pawsort noted it.</source>
        <translation>
            <numerusform>%Ln label was given without a suggestion, or before Pawsort noted it.</numerusform>
            <numerusform>%Ln labels were given without a suggestion, or before Pawsort noted it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) were given by a rule, not by a person.</source>
        <translation>
            <numerusform>%Ln label was given by a rule, not by a person.</numerusform>
            <numerusform>%Ln labels were given by a rule, not by a person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The suggestions came from %Ln model(s).</source>
        <translation>
            <numerusform>The suggestions came from %Ln model.</numerusform>
            <numerusform>The suggestions came from %Ln models.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chart shows the last %Ln day(s) of work, the table all.</source>
        <translation>
            <numerusform>The chart shows the last day of work, the table all.</numerusform>
            <numerusform>The chart shows the last %Ln days of work, the table all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n breed(s), on {provider}</source>
        <translation>
            <numerusform>%Ln breed, on {provider}</numerusform>
            <numerusform>%Ln breeds, on {provider}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VocabularyDialog</name>
    <message numerus="yes">
        <source>Your own list, %Ln name(s).</source>
        <translation>
            <numerusform>Your own list, %Ln name.</numerusform>
            <numerusform>Your own list, %Ln names.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message numerus="yes">
        <source>%Ln in all.</source>
        <translation>
            <numerusform>%Ln in all.</numerusform>
            <numerusform>%Ln in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rescued: {photos}, %n of them with a label, are in {file}.</source>
        <translation>
            <numerusform>Rescued: {photos}, %Ln of them with a label, are in {file}.</numerusform>
            <numerusform>Rescued: {photos}, %Ln of them with a label, are in {file}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) could not be searched, {folder} among them: {reason}</source>
        <translation>
            <numerusform>%Ln folder could not be searched, {folder}: {reason}</numerusform>
            <numerusform>%Ln folders could not be searched, {folder} among them: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: %n photo(s) dropped, all of them are in this session already.</source>
        <translation>
            <numerusform>Nothing new: %Ln photo dropped, it is in this session already.</numerusform>
            <numerusform>Nothing new: %Ln photos dropped, all of them are in this session already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Stopped. %Ln photo still waits for a suggestion.</numerusform>
            <numerusform>Stopped. %Ln photos still wait for a suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) cannot be read. They are marked; the others are not affected.</source>
        <translation>
            <numerusform>%Ln photo cannot be read. It is marked; the others are not affected.</numerusform>
            <numerusform>%Ln photos cannot be read. They are marked; the others are not affected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) had moved and were found again, with their labels.</source>
        <translation>
            <numerusform>%Ln photo had moved and was found again, with its label.</numerusform>
            <numerusform>%Ln photos had moved and were found again, with their labels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing to review here at the moment; %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Nothing to review here at the moment; %Ln photo still waits for a suggestion.</numerusform>
            <numerusform>Nothing to review here at the moment; %Ln photos still wait for a suggestion.</numerusform>
        </translation>
    </message>
</context>
</TS>
