<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Callers</name>
        <message numerus="yes">
            <source>%n open tickets</source>
            <translation>
                <numerusform>%n open ticket</numerusform>
                <numerusform>%n open tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContactLine</name>
        <message numerus="yes">
            <source>%n other tickets</source>
            <translation>
                <numerusform>%n other ticket</numerusform>
                <numerusform>%n other tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContactsWindow</name>
        <message numerus="yes">
            <source>Merged; %n tickets moved.</source>
            <translation>
                <numerusform>Merged; %n ticket moved.</numerusform>
                <numerusform>Merged; %n tickets moved.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DatabaseReport</name>
        <message numerus="yes">
            <source>This is a helpdesk database ({engine}). You would be {name} ({role}) and see %Ln tickets.</source>
            <translation>
                <numerusform>This is a helpdesk database ({engine}). You would be {name} ({role}) and see %Ln ticket.</numerusform>
                <numerusform>This is a helpdesk database ({engine}). You would be {name} ({role}) and see %Ln tickets.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldOwners</name>
        <message numerus="yes">
            <source>%n company(ies)</source>
            <translation>
                <numerusform>%n company</numerusform>
                <numerusform>%n companies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s)</source>
            <translation>
                <numerusform>%n contact</numerusform>
                <numerusform>%n contacts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n ticket</numerusform>
                <numerusform>%n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldPreview</name>
        <message numerus="yes">
            <source>… %n more after</source>
            <translation>
                <numerusform>… %n more after</numerusform>
                <numerusform>… %n more after</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… %n more before</source>
            <translation>
                <numerusform>… %n more before</numerusform>
                <numerusform>… %n more before</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilePage</name>
        <message numerus="yes">
            <source>%n columns</source>
            <translation>
                <numerusform>%n column</numerusform>
                <numerusform>%n columns</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterWords</name>
        <message numerus="yes">
            <source>Shared with %n group(s)</source>
            <translation>
                <numerusform>Shared with %n group</numerusform>
                <numerusform>Shared with %n groups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroupsPage</name>
        <message numerus="yes">
            <source>%n member(s)</source>
            <translation>
                <numerusform>%n member</numerusform>
                <numerusform>%n members</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportWizard</name>
        <message numerus="yes">
            <source>%n options</source>
            <translation>
                <numerusform>%n option</numerusform>
                <numerusform>%n options</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message numerus="yes">
            <source>%n tickets move</source>
            <translation>
                <numerusform>%n ticket moves</numerusform>
                <numerusform>%n tickets move</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OptionTree</name>
        <message numerus="yes">
            <source>used %n time(s)</source>
            <translation>
                <numerusform>used %n time</numerusform>
                <numerusform>used %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OptionsPart</name>
        <message numerus="yes">
            <source>%n option(s)</source>
            <translation>
                <numerusform>%n option</numerusform>
                <numerusform>%n options</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n option(s) added</source>
            <translation>
                <numerusform>%n option added</numerusform>
                <numerusform>%n options added</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasteOptions</name>
        <message numerus="yes">
            <source>%n option(s) to add</source>
            <translation>
                <numerusform>%n option to add</numerusform>
                <numerusform>%n options to add</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n there already</source>
            <translation>
                <numerusform>%n there already</numerusform>
                <numerusform>%n there already</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RolesPage</name>
        <message numerus="yes">
            <source>%n agent(s)</source>
            <translation>
                <numerusform>%n agent</numerusform>
                <numerusform>%n agents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TicketModel</name>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n ticket</numerusform>
                <numerusform>%n tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TicksPart</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n chosen</numerusform>
                <numerusform>%n chosen</numerusform>
            </translation>
        </message>
    </context>
</TS>
