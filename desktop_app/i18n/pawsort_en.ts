<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>JobStatus</name>
    <message numerus="yes">
        <source>Looking for photos… %n found</source>
        <translation>
            <numerusform>Looking for photos… %n found</numerusform>
            <numerusform>Looking for photos… %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation>
            <numerusform>%n photo selected</numerusform>
            <numerusform>%n photos selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labels on %n photo(s)</source>
        <translation>
            <numerusform>Labels on %n photo</numerusform>
            <numerusform>Labels on %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n suggestion(s)</source>
        <translation>
            <numerusform>Confirm %n suggestion</numerusform>
            <numerusform>Confirm %n suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message numerus="yes">
        <source>Confirm %n photo(s)</source>
        <translation>
            <numerusform>Confirm %n photo</numerusform>
            <numerusform>Confirm %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n photo(s) from the session</source>
        <translation>
            <numerusform>Remove %n photo from the session</numerusform>
            <numerusform>Remove %n photos from the session</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear the label of %n photo(s)</source>
        <translation>
            <numerusform>Clear the label of %n photo</numerusform>
            <numerusform>Clear the label of %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No dog in %n photo(s)</source>
        <translation>
            <numerusform>No dog in %n photo</numerusform>
            <numerusform>No dog in %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{label} for %n photo(s)</source>
        <translation>
            <numerusform>{label} for %n photo</numerusform>
            <numerusform>{label} for %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message numerus="yes">
        <source>%n folder(s) could not be searched, {folder} among them: {reason}</source>
        <translation>
            <numerusform>%n folder could not be searched, {folder}: {reason}</numerusform>
            <numerusform>%n folders could not be searched, {folder} among them: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: %n photo(s) dropped, all of them are in this session already.</source>
        <translation>
            <numerusform>Nothing new: %n photo dropped, it is in this session already.</numerusform>
            <numerusform>Nothing new: %n photos dropped, all of them are in this session already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Stopped. %n photo still waits for a suggestion.</numerusform>
            <numerusform>Stopped. %n photos still wait for a suggestion.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) cannot be read. They are marked; the others are not affected.</source>
        <translation>
            <numerusform>%n photo cannot be read. It is marked; the others are not affected.</numerusform>
            <numerusform>%n photos cannot be read. They are marked; the others are not affected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) had moved and were found again, with their labels.</source>
        <translation>
            <numerusform>%n photo had moved and was found again, with its label.</numerusform>
            <numerusform>%n photos had moved and were found again, with their labels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing to review here at the moment; %n photo(s) still wait for a suggestion.</source>
        <translation>
            <numerusform>Nothing to review here at the moment; %n photo still waits for a suggestion.</numerusform>
            <numerusform>Nothing to review here at the moment; %n photos still wait for a suggestion.</numerusform>
        </translation>
    </message>
</context>
</TS>
