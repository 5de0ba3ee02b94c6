; The installer for one person or for everybody.
;
;   makensis -DVERSION=1.2.0 -DNUMBERS=1.2.0.0 -DSOURCE=FOLDER -DICON=FILE -DOUTPUT=FILE THIS
;
; Silent: /S, with /AllUsers or /CurrentUser, /D=C:\folder as the last word. uninstall.exe /S takes it
; away; what people made (databases, settings) stays.

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true

!define TITLE "Helpdesk Desktop"
!define PUBLISHER "The Helpdesk Desktop authors"
!define PROGRAM "helpdesk-desktop.exe"
!define KEY "HelpdeskDesktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${TITLE}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh
!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh

Name "${TITLE}"
OutFile "${OUTPUT}"
BrandingText "${TITLE} ${VERSION}"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "FileDescription" "${TITLE} installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!insertmacro MUI_PAGE_LICENSE "${SOURCE}/LICENSE.txt"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Vietnamese"

Function .onInit
  !insertmacro MULTIUSER_INIT
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${TITLE} needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; What an earlier version left and this one has no more must not stay beside it.
!macro TakeAway
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licences"
  RMDir /r "$INSTDIR\policy"
  Delete "$INSTDIR\helpdesk-desktop.exe"
  Delete "$INSTDIR\helpdesk-desktop-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
!macroend

Section "Program"
  ; A program that runs holds its file: nothing is replaced by halves.
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "Close ${TITLE} and try again." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $0
    !insertmacro TakeAway
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr SHCTX "Software\${KEY}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0

  ; A database file opens in the program. It is one word in quotes, and no file's name can hold one.
  WriteRegStr SHCTX "Software\Classes\.helpdesk" "" "${KEY}.Database"
  WriteRegStr SHCTX "Software\Classes\${KEY}.Database" "" "Helpdesk Desktop database"
  WriteRegStr SHCTX "Software\Classes\${KEY}.Database\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${KEY}.Database\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!ifdef TAKES_LINKS
  ; A helpdesk: link opens the program. The link is the last word: whoever ends the quotes inside it
  ; only makes a link that the program does not know.
  WriteRegStr SHCTX "Software\Classes\helpdesk" "" "URL:Helpdesk Desktop"
  WriteRegStr SHCTX "Software\Classes\helpdesk" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\helpdesk\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\helpdesk\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!endif
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro TakeAway
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\${KEY}"
  ; Only while they are ours: another program may have taken the ending or the scheme meanwhile.
  ReadRegStr $0 SHCTX "Software\Classes\.helpdesk" ""
  ${If} $0 == "${KEY}.Database"
    DeleteRegKey SHCTX "Software\Classes\.helpdesk"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${KEY}.Database"
!ifdef TAKES_LINKS
  ReadRegStr $0 SHCTX "Software\Classes\helpdesk\shell\open\command" ""
  ${If} $0 == '"$INSTDIR\${PROGRAM}" "%1"'
    DeleteRegKey SHCTX "Software\Classes\helpdesk"
  ${EndIf}
!endif
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
