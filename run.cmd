@echo off
rem Sets up what is missing, then opens Incident Tracker. Arguments are passed on: run demo
py -3 -I "%~dp0.ci\set_up.py" run %*
exit /b %errorlevel%
