"""The portal's global shortcuts as an object on a session bus, by GLib: `/usr/bin/python3 … ANSWER`; run by a test.

A line in: "press" activates the shortcut, "change KEY" gives it another key, "close" ends the session. A line out for
each call. `ANSWER` is the key that the person gives, or "no".
"""

import sys

from gi.repository import Gio, GLib

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
INTERFACES = """<node>
<interface name="org.freedesktop.portal.GlobalShortcuts">
  <method name="CreateSession">
    <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
  </method>
  <method name="BindShortcuts">
    <arg type="o" direction="in"/><arg type="a(sa{sv})" direction="in"/><arg type="s" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
  </method>
  <signal name="Activated"><arg type="o"/><arg type="s"/><arg type="t"/><arg type="a{sv}"/></signal>
  <signal name="ShortcutsChanged"><arg type="o"/><arg type="a(sa{sv})"/></signal>
  <property name="version" type="u" access="read"/>
</interface>
</node>"""


class Portal:
    """One session, one shortcut."""

    def __init__(self, bus: Gio.DBusConnection, answer: str) -> None:
        self.bus, self.answer = bus, answer
        self.client = self.session = ""
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces[0]
        bus.register_object(PATH, info, self.call, lambda *_asked: GLib.Variant("u", 1), None)

    def call(self, _bus, sender, _path, _interface, method, given, invocation) -> None:
        values = given.unpack()
        options = values[-1]
        place = sender[1:].replace(".", "_")
        request = f"{PATH}/request/{place}/{options['handle_token']}"
        print(method, flush=True)
        if method == "CreateSession":
            self.client = sender
            self.session = f"{PATH}/session/{place}/{options['session_handle_token']}"
            results = {"session_handle": GLib.Variant("s", self.session)}
        else:
            session, ((id, wanted),) = values[0], values[1]
            assert (session, id) == (self.session, "log")
            print(f"wanted {wanted['preferred_trigger']}", flush=True)
            told = [(id, {"trigger_description": GLib.Variant("s", self.answer)})]
            results = {"shortcuts": GLib.Variant("a(sa{sv})", told)}
        code = int(method == "BindShortcuts" and self.answer == "no")
        answer = GLib.Variant("(ua{sv})", (code, {} if code else results))
        invocation.return_value(GLib.Variant("(o)", (request,)))
        self.tell(request, "org.freedesktop.portal.Request", "Response", answer)

    def tell(self, path: str, interface: str, member: str, values: GLib.Variant) -> None:
        self.bus.emit_signal(self.client, path, interface, member, values)

    def order(self, line: str) -> None:
        what, _blank, key = line.partition(" ")
        if what == "press":
            pressed = GLib.Variant("(osta{sv})", (self.session, "log", 1, {}))
            self.tell(PATH, SHORTCUTS, "Activated", pressed)
        elif what == "change":
            told = [("log", {"trigger_description": GLib.Variant("s", key)})]
            self.tell(PATH, SHORTCUTS, "ShortcutsChanged", GLib.Variant("(oa(sa{sv}))", (self.session, told)))
        elif what == "close":
            self.tell(self.session, "org.freedesktop.portal.Session", "Closed", GLib.Variant("()", ()))


def main() -> None:
    """Own the name, say so, and do what is asked until the input ends."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    portal, loop = Portal(bus, sys.argv[1]), GLib.MainLoop()
    Gio.bus_own_name_on_connection(
        bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_named: print("ready", flush=True), None
    )

    def read(channel, _condition) -> bool:
        line = channel.readline()
        if not line:
            loop.quit()
            return False
        portal.order(line.strip())
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


if __name__ == "__main__":
    main()
