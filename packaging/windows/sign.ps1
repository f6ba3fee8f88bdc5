# Sign programs, where there is a certificate: WINDOWS_CERTIFICATE (base64 of a .pfx) and WINDOWS_CERTIFICATE_PASSWORD.
#
#   powershell -File packaging/windows/sign.ps1 dist\pawsort\pawsort.exe dist\pawsort\pawsort-window.exe
$ErrorActionPreference = "Stop"

if (-not $env:WINDOWS_CERTIFICATE) {
    Write-Output "No certificate in WINDOWS_CERTIFICATE: $args stays without a signature."
    exit 0
}
$tool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
    Sort-Object { [version]$_.Directory.Parent.Name } | Select-Object -Last 1
if (-not $tool) { throw "signtool.exe is missing; it is part of the Windows SDK" }
$certificate = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
try {
    [IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    & $tool.FullName sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com /f $certificate `
        /p $env:WINDOWS_CERTIFICATE_PASSWORD /d Pawsort $args
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $certificate
}
