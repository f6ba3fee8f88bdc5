<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>JobStatus</name>
    <message numerus="yes">
        <source>Looking for photos… %n found</source>
        <translation>
            <numerusform>Looking for photos… %Ln found</numerusform>
            <numerusform>Looking for photos… %Ln found</numerusform>
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
        <source>Confirm %n suggestion(s)</source>
        <translation>
            <numerusform>Confirm %Ln suggestion</numerusform>
            <numerusform>Confirm %Ln suggestions</numerusform>
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
</context>
<context>
    <name>ReviewController</name>
    <message numerus="yes">
        <source>Confirm %n photo(s)</source>
        <translation>
            <numerusform>Confirm %Ln photo</numerusform>
            <numerusform>Confirm %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n photo(s) from the session</source>
        <translation>
            <numerusform>Remove %Ln photo from the session</numerusform>
            <numerusform>Remove %Ln photos from the session</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear the label of %n photo(s)</source>
        <translation>
            <numerusform>Clear the label of %Ln photo</numerusform>
            <numerusform>Clear the label of %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No dog in %n photo(s)</source>
        <translation>
            <numerusform>No dog in %Ln photo</numerusform>
            <numerusform>No dog in %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{label} for %n photo(s)</source>
        <translation>
            <numerusform>{label} for %Ln photo</numerusform>
            <numerusform>{label} for %Ln photos</numerusform>
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
</context>
<context>
    <name>WindowMessages</name>
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
