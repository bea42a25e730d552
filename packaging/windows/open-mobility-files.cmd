@echo off
rem Lets Windows open .mobility files with the Mobility Timer in this folder, for this user alone.
rem "open-mobility-files /u" takes that back. Written from Microsoft's documentation of file types;
rem not tried on Windows yet.
setlocal
set "program=%~dp0mobility-timer.exe"
set "classes=HKCU\Software\Classes"
set "type=MobilityTimer.Routine"
if /i "%~1"=="/u" (
    reg delete "%classes%\.mobility" /f
    reg delete "%classes%\%type%" /f
    exit /b
)
if not exist "%program%" (
    echo mobility-timer.exe is not in the folder of this file.
    exit /b 1
)
reg add "%classes%\%type%" /ve /d "Mobility Timer routine" /f
reg add "%classes%\%type%\DefaultIcon" /ve /d "\"%program%\",0" /f
reg add "%classes%\%type%\shell\open\command" /ve /d "\"%program%\" open \"%%1\"" /f
reg add "%classes%\.mobility" /ve /d "%type%" /f
