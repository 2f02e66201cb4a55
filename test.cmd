@echo off
rem Sets up what is missing, then runs every check and test. Arguments go to pytest alone: test tests\domain
py -3 -I "%~dp0.ci\set_up.py" test %*
exit /b %errorlevel%
