# Install silently for the current user, run the program, install over it, remove it: on Windows, in the release workflow.
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = "Stop"

$folder = Join-Path $env:LOCALAPPDATA "Programs\Pawsort"
$data = Join-Path $env:LOCALAPPDATA "Pawsort"
$key = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Pawsort"

function Start-AndCheck([string]$File, [string[]]$Arguments) {
    $process = Start-Process -FilePath $File -ArgumentList $Arguments -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$File $Arguments ended with $($process.ExitCode)" }
}
function Assert([bool]$Fact, [string]$What) {
    if (-not $Fact) { throw "not so: $What" }
    Write-Output "- $What"
}

New-Item -ItemType Directory -Force $data | Out-Null
Set-Content (Join-Path $data "kept.txt") "a session"
Start-AndCheck $Setup @("/S", "/CurrentUser", "/DESKTOP=1")
Assert (Test-Path "$folder\pawsort.exe") "installed without an administrator's rights"
Assert (Test-Path "$([Environment]::GetFolderPath('Desktop'))\Pawsort.lnk") "an icon is on the desktop"
Assert (Test-Path "HKCU:\Software\Classes\Directory\shell\Pawsort\command") "folders offer to be opened with Pawsort"
Assert (Test-Path $key) "the list of programs knows it"
$version = & "$folder\pawsort.exe" --version
Assert ($version -like "Pawsort, version *") "it runs: $version"
Set-Content "$folder\_internal\left-behind.txt" "of an older version"
Start-AndCheck $Setup @("/S", "/CurrentUser")
Assert (-not (Test-Path "$folder\_internal\left-behind.txt")) "an upgrade leaves nothing of the older version"
Assert (Test-Path "$data\kept.txt") "an upgrade keeps sessions and settings"
# The uninstaller copies itself away and ends at once; told its folder with _?=, it stays and can be waited for.
Start-AndCheck "$folder\uninstall.exe" @("/S", "_?=$folder")
Assert (-not (Test-Path "$folder\pawsort.exe")) "the program is removed"
Assert (-not (Test-Path $key)) "the list of programs no longer knows it"
Assert (-not (Test-Path "HKCU:\Software\Classes\Directory\shell\Pawsort")) "folders no longer offer it"
Assert (Test-Path "$data\kept.txt") "a silent removal keeps sessions and settings"
