; The Windows installer. Compiled by packaging/windows_installer.py, which defines:
;   VERSION     three numbers              SOURCE   folder of the bundle
;   NAME, PUBLISHER, COMMAND, WINDOW_COMMAND, OUTPUT, ICON, SIDE, LICENCE, SIZE_KB
;   OLDEST_WINDOWS, OLDEST_BUILD    what Qt asks for: version and build of Windows 10
;   QUICK       to pack loosely, in seconds
;   AMD64       to make a 64-bit installer, where NSIS can
;   SIGN        a command that signs the file it is given; only where there is a certificate
;
; Per user without administrator rights, or for everyone. On the command line:
;   /S            silent              /CurrentUser, /AllUsers      for whom; the default is the current user
;   /DESKTOP=1    with an icon on the desktop                      /D=C:\Folder   where to (last, without quotes)
; The uninstaller: /S silent, keeps sessions and settings; with /REMOVEDATA=1 removes them as well.

!ifdef AMD64
    Target amd64-unicode
!else
    Unicode true
!endif
!ifdef QUICK
    SetCompressor zlib
!else
    SetCompressor /SOLID lzma
    SetCompressorDictSize 32
!endif
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "nsDialogs.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OWN_KEY "Software\${NAME}"
!define SESSION_CLASS "${NAME}.Session"
; Where the app keeps sessions, settings and thumbnails: desktop_app/paths.py.
!define DATA "$LOCALAPPDATA\${NAME}"

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} setup"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT "HKCU"
!define MUI_LANGDLL_REGISTRY_KEY "${OWN_KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "SetupLanguage"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartTheApp
!define MUI_COMPONENTSPAGE_SMALLDESC

!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"' = 0
    !finalize '${SIGN} "%1"' = 0
!endif

Var ForEveryone
Var ChoiceMe
Var ChoiceEveryone

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
Page custom AskForWhom TakeForWhom
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_RESERVEFILE_LANGDLL

!macro Text NAME ENGLISH FRENCH
    LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
    LangString ${NAME} ${LANG_FRENCH} "${FRENCH}"
!macroend
!insertmacro Text ForWhomTitle "For whom?" "Pour qui ?"
!insertmacro Text ForWhomText "Choose who will use ${NAME} on this computer." "Choisissez qui utilisera ${NAME} sur cet ordinateur."
!insertmacro Text OnlyMe "Only for me (no administrator needed)" "Seulement pour moi (sans administrateur)"
!insertmacro Text Everyone "For everyone who uses this computer (asks for an administrator)" "Pour toutes les personnes qui utilisent cet ordinateur (demande un administrateur)"
!insertmacro Text NeedsAdministrator "To install ${NAME} for everyone, start this program as an administrator, or choose $\"Only for me$\"." "Pour installer ${NAME} pour tout le monde, lancez ce programme en tant qu'administrateur ou choisissez « Seulement pour moi »."
!insertmacro Text NeedsWindows10 "${NAME} needs Windows 11, or Windows 10 in version ${OLDEST_WINDOWS} or newer, 64 bit. Update Windows first." "${NAME} a besoin de Windows 11, ou de Windows 10 en version ${OLDEST_WINDOWS} ou plus récente, 64 bits. Mettez d'abord Windows à jour."
!insertmacro Text CloseFirst "${NAME} is open. Close it, then choose Retry. Everything you have labelled is saved." "${NAME} est ouvert. Fermez-le puis choisissez Réessayer. Tout ce que vous avez étiqueté est enregistré."
!insertmacro Text RemoveData "Remove your sessions, labels and settings too?$\r$\n$\r$\n${DATA}$\r$\n$\r$\nThis cannot be undone. Your photos stay where they are. Choose No to keep everything for a later installation." "Supprimer aussi vos sessions, vos étiquettes et vos réglages ?$\r$\n$\r$\n${DATA}$\r$\n$\r$\nCette action est définitive. Vos photos restent où elles sont. Choisissez Non pour tout garder en vue d'une nouvelle installation."
!insertmacro Text AppSection "${NAME}" "${NAME}"
!insertmacro Text DesktopSection "Icon on the desktop" "Icône sur le bureau"
!insertmacro Text FolderSection "$\"Open with ${NAME}$\" on folders" "« Ouvrir avec ${NAME} » sur les dossiers"
!insertmacro Text AppDescription "The program and its entry in the start menu. Sessions and settings of an older version stay." "Le programme et son entrée dans le menu Démarrer. Les sessions et les réglages d'une ancienne version restent."
!insertmacro Text DesktopDescription "A way to start ${NAME} from the desktop." "Pour lancer ${NAME} depuis le bureau."
!insertmacro Text FolderDescription "A right click on a folder of photos offers to open it in ${NAME}." "Un clic droit sur un dossier de photos propose de l'ouvrir dans ${NAME}."
!insertmacro Text OpenWith "Open with ${NAME}" "Ouvrir avec ${NAME}"
!insertmacro Text SessionFile "${NAME} session" "Session ${NAME}"

; Registry and start menu of everyone, or of one person.
!macro UseScope
    ${If} $ForEveryone == 1
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
    ${EndIf}
!macroend

; SHCTX follows SetShellVarContext for the registry, but $LOCALAPPDATA would become that of everyone.
!macro IsAdministrator RESULT
    UserInfo::GetAccountType
    Pop ${RESULT}
!macroend

Section "-app" AppSectionIndex
    SectionIn RO
    Call WaitUntilClosed
    ; What an older version had and this one has not must go; nothing of a person is in there.
    RMDir /r "$INSTDIR\_internal"
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW_COMMAND}.exe"
    WriteRegStr SHCTX "Software\Classes\.pawsort" "" "${SESSION_CLASS}"
    WriteRegStr SHCTX "Software\Classes\${SESSION_CLASS}" "" "$(SessionFile)"
    WriteRegStr SHCTX "Software\Classes\${SESSION_CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW_COMMAND}.exe,0"
    WriteRegStr SHCTX "Software\Classes\${SESSION_CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW_COMMAND}.exe" --session "%1"'
    WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\${COMMAND}.exe" "" "$INSTDIR\${COMMAND}.exe"

    WriteRegStr SHCTX "${OWN_KEY}" "Folder" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW_COMMAND}.exe"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "ForEveryone" $ForEveryone
SectionEnd

Section "$(FolderSection)" FolderSectionIndex
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}" "" "$(OpenWith)"
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}" "Icon" "$INSTDIR\${WINDOW_COMMAND}.exe"
    WriteRegStr SHCTX "Software\Classes\Directory\shell\${NAME}\command" "" '"$INSTDIR\${WINDOW_COMMAND}.exe" "%1"'
SectionEnd

Section /o "$(DesktopSection)" DesktopSectionIndex
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${WINDOW_COMMAND}.exe"
SectionEnd

; After everything: Explorer learns of the new file type.
Section "-refresh"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${AppSectionIndex} "$(AppDescription)"
    !insertmacro MUI_DESCRIPTION_TEXT ${FolderSectionIndex} "$(FolderDescription)"
    !insertmacro MUI_DESCRIPTION_TEXT ${DesktopSectionIndex} "$(DesktopDescription)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
    !insertmacro MUI_LANGDLL_DISPLAY
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${OrIfNot} ${RunningX64}
        MessageBox MB_ICONSTOP "$(NeedsWindows10)" /SD IDOK
        SetErrorLevel 2
        Abort
    ${EndIf}
    SetRegView 64
    StrCpy $ForEveryone 0
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/AllUsers" $R1
    ${IfNot} ${Errors}
        !insertmacro IsAdministrator $R2
        ${If} $R2 != "Admin"
            MessageBox MB_ICONSTOP "$(NeedsAdministrator)" /SD IDOK
            SetErrorLevel 740
            Abort
        ${EndIf}
        StrCpy $ForEveryone 1
    ${EndIf}
    ClearErrors
    ${GetOptions} $R0 "/DESKTOP=" $R1
    ${IfNot} ${Errors}
    ${AndIf} $R1 == "1"
        SectionSetFlags ${DesktopSectionIndex} ${SF_SELECTED}
    ${EndIf}
    Call ChooseFolder
FunctionEnd

; Where it is already, so that an upgrade replaces it; else the usual place. /D= on the command line wins.
Function ChooseFolder
    !insertmacro UseScope
    ${If} $INSTDIR != ""
        Return
    ${EndIf}
    ReadRegStr $INSTDIR SHCTX "${OWN_KEY}" "Folder"
    ${If} $INSTDIR == ""
        ${If} $ForEveryone == 1
            StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
        ${Else}
            StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
        ${EndIf}
    ${EndIf}
FunctionEnd

Function AskForWhom
    ; Started again as an administrator, to install for everyone: that was answered already.
    ${If} $ForEveryone == 1
        Abort
    ${EndIf}
    !insertmacro MUI_HEADER_TEXT "$(ForWhomTitle)" "$(ForWhomText)"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateRadioButton} 0 20u 100% 12u "$(OnlyMe)"
    Pop $ChoiceMe
    ${NSD_CreateRadioButton} 0 40u 100% 12u "$(Everyone)"
    Pop $ChoiceEveryone
    ; An upgrade replaces what is there: it is offered for whom that was installed.
    ReadRegStr $0 HKLM "${OWN_KEY}" "Folder"
    ${If} $0 != ""
        ${NSD_Check} $ChoiceEveryone
    ${Else}
        ${NSD_Check} $ChoiceMe
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function TakeForWhom
    ${NSD_GetState} $ChoiceEveryone $0
    ${If} $0 != ${BST_CHECKED}
        Return
    ${EndIf}
    !insertmacro IsAdministrator $1
    ${If} $1 == "Admin"
        StrCpy $ForEveryone 1
        StrCpy $INSTDIR ""
        Call ChooseFolder
        Return
    ${EndIf}
    ; Windows asks for the administrator; this one ends when the other has begun.
    ClearErrors
    ExecShell "runas" "$EXEPATH" "/AllUsers"
    ${If} ${Errors}
        MessageBox MB_ICONINFORMATION "$(NeedsAdministrator)"
        Abort
    ${EndIf}
    Quit
FunctionEnd

!macro WaitUntilClosed PREFIX
Function ${PREFIX}WaitUntilClosed
    again:
    IfFileExists "$INSTDIR\${WINDOW_COMMAND}.exe" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\${WINDOW_COMMAND}.exe" a
    IfErrors 0 opened
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(CloseFirst)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Abort
    opened:
    FileClose $0
    closed:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

; Through Explorer, so that the app does not inherit an administrator's rights.
Function StartTheApp
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\${WINDOW_COMMAND}.exe"'
FunctionEnd

Function un.onInit
    !insertmacro MUI_UNGETLANGUAGE
    SetRegView 64
    StrCpy $ForEveryone 0
    ReadRegDWORD $0 HKLM "${UNINSTALL_KEY}" "ForEveryone"
    ReadRegStr $1 HKLM "${OWN_KEY}" "Folder"
    ${If} $0 == 1
    ${AndIf} $1 == $INSTDIR
        !insertmacro IsAdministrator $2
        ${If} $2 != "Admin"
            ; Started from the list of programs without rights: ask for them, with the same arguments.
            ${GetParameters} $R0
            ExecShell "runas" "$INSTDIR\uninstall.exe" "$R0"
            Quit
        ${EndIf}
        StrCpy $ForEveryone 1
    ${EndIf}
    !insertmacro UseScope
FunctionEnd

Section "Uninstall"
    Call un.WaitUntilClosed
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegKey SHCTX "Software\Classes\Directory\shell\${NAME}"
    DeleteRegKey SHCTX "Software\Classes\${SESSION_CLASS}"
    ReadRegStr $0 SHCTX "Software\Classes\.pawsort" ""
    ${If} $0 == "${SESSION_CLASS}"
        DeleteRegKey SHCTX "Software\Classes\.pawsort"
    ${EndIf}
    DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\${COMMAND}.exe"
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    DeleteRegKey SHCTX "${OWN_KEY}"
    ; Only what is ours: a person may have chosen a folder that holds other things.
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${WINDOW_COMMAND}.exe"
    Delete "$INSTDIR\${COMMAND}.exe"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"

    ; Sessions and settings belong to the person who asks, also where the program was there for everyone.
    SetShellVarContext current
    IfFileExists "${DATA}\*.*" 0 kept
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/REMOVEDATA=" $R1
    ${IfNot} ${Errors}
    ${AndIf} $R1 == "1"
        Goto remove
    ${EndIf}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(RemoveData)" /SD IDNO IDNO kept
    remove:
    RMDir /r "${DATA}"
    kept:
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
