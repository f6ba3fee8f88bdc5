<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Pawsort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Pawsort {version}&lt;/b&gt;&lt;br&gt;Sorts the photos of animal shelters: suggests which breeds a dog looks like, a person decides.&lt;br&gt;&lt;br&gt;Model: {model}&lt;br&gt;Licence: Apache 2.0. Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add all photos of a folder and the folders in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add single photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this session away and start an empty one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with a session from its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a copy of the session to a file of your choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write labels and suggestions to a table for other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Pawsort; everything is already saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the step again that was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select every photo that the filters show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find by file name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only photos whose file or folder name holds some text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected photos out of the session; the files stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, appearance and how Pawsort works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the first suggestion as the label and go to the next photo to review; a label that is already there is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this line of the list “Looks like” as the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use suggestion 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use suggestion 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use suggestion 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use suggestion 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use suggestion 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another breed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all breeds by typing a part of the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix of breeds…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mix: of two or three breeds, or of breeds that nobody knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dog whose breed cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dog in the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the label away, so that the photo is to review again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next photo that has no label yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the photo before that has no label yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on after every label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next photo to review after every label, not only after Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the photo large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photo over the whole window; the same key closes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder that holds the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer, larger photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more, smaller photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the filters at the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the panel at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all filters away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking at photos for a while, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read how Pawsort works; the guide is on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Pawsort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, model and licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move from photo to photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift + arrow keys, Shift + click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select everything up to there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one photo to the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + mouse wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the size of thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the breed search, the mix or the large photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BreedBox</name>
    <message>
        <source>Breeds that match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a breed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a part of the name, choose with the arrow keys, then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use “{name}” as it is typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Undo: {action}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to add these photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your files stay where they are and are not changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels and suggestions: a row for every photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels alone: a row for every photo that has a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos of the session ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos that the filters show ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected photos ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table (CSV) that spreadsheets and shelter software can read. What a suggestion says is what a dog looks like, not what it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv);;JSON lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos ({endings});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions (*{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be opened. It may have been moved or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterSidebar</name>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a breed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a breed among the suggested ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by suggested breed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All breeds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GalleryHeader</name>
    <message>
        <source>Find a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find photos by file or folder name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {photos}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest or last first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest or first first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo matches the filters.
Press Ctrl+0 to show all photos.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobStatus</name>
    <message>
        <source>Progress of the suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking at photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos… %n found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Getting the model ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} photos/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LargePreview</name>
    <message>
        <source>Large view of the photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixEditor</name>
    <message>
        <source>Mix of breeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the first breed or click a suggestion. If the breeds cannot be told, save it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more breed makes a mix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it, or add a third breed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three breeds are the most a mix can have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {breed} out of the mix</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PanelContent</name>
    <message>
        <source>Looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions follow as soon as the photo has been looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If there is a dog after all, it looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the label and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Different labels on %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What you choose applies to all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of them look like</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n suggestion(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>The photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>Confirm {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n photo(s) from the session</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clear the label of %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No dog in %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{label} for %n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>The selected photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix… (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mix of breeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown (U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dog whose breed cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dog (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dog in the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the label away (Backspace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the gallery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breed of the mix…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another breed… (B)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light, dark, or as the rest of the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics card is faster where it can be used. Used from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on after every label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every label goes to the next photo to review, not only Confirm (Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space for thumbnails (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thumbnails are kept on disk so that sessions open faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whatever is fastest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics card (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Size of the thumbnails (Ctrl + mouse wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{model} on {provider}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message>
        <source>Looks like {breed}, {share}. Key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label it “{breed}” (key {key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Pawsort was interrupted. Everything is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last session: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on where you stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop folders or photos here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As many as you like, straight from the phone, the camera or the computer. Your photos are only looked at: they are never moved, copied or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Add photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop them here. Pawsort starts looking at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what each dog looks like. Press Enter, or choose better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your labels along as a table for your own software.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer. Pawsort never connects to the internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks deceive: a breed guessed from a photo is often wrong, and most shelter dogs are mixes. So Pawsort only suggests; “mix” and “unknown” are good answers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>Open recent session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowMessages</name>
    <message>
        <source>The settings could not be saved: {reason}. Free some space, or check who may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) could not be searched, {folder} among them: {reason}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: %n photo(s) dropped, all of them are in this session already.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No photos were found there. Photos end in .jpg, .heic, .png and the like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n photo(s) still wait for a suggestion.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) cannot be read. They are marked; the others are not affected.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) had moved and were found again, with their labels.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{photos} written to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session was copied to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Nothing to review here at the moment; %n photo(s) still wait for a suggestion.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing left to review here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Mix, breeds unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix: {breeds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown breed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No suggestion yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing it knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probably no dog in this photo (a dog: {percent})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows a dog: {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks like {breed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Something went wrong ({error}). Your labels are saved; close and open Pawsort if it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
