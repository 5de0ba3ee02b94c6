<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Callers</name>
        <message numerus="yes">
            <source>%Ln open tickets</source>
            <translation>
                <numerusform>%Ln open ticket</numerusform>
                <numerusform>%Ln open tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContactLine</name>
        <message numerus="yes">
            <source>%Ln other tickets</source>
            <translation>
                <numerusform>%Ln other ticket</numerusform>
                <numerusform>%Ln other tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ContactsWindow</name>
        <message numerus="yes">
            <source>Merged; %Ln tickets moved.</source>
            <translation>
                <numerusform>Merged; %Ln ticket moved.</numerusform>
                <numerusform>Merged; %Ln tickets moved.</numerusform>
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
            <source>%Ln company(ies)</source>
            <translation>
                <numerusform>%Ln company</numerusform>
                <numerusform>%Ln companies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln contact(s)</source>
            <translation>
                <numerusform>%Ln contact</numerusform>
                <numerusform>%Ln contacts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln ticket(s)</source>
            <translation>
                <numerusform>%Ln ticket</numerusform>
                <numerusform>%Ln tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldPreview</name>
        <message numerus="yes">
            <source>… %Ln more after</source>
            <translation>
                <numerusform>… %Ln more after</numerusform>
                <numerusform>… %Ln more after</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… %Ln more before</source>
            <translation>
                <numerusform>… %Ln more before</numerusform>
                <numerusform>… %Ln more before</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilePage</name>
        <message numerus="yes">
            <source>%Ln columns</source>
            <translation>
                <numerusform>%Ln column</numerusform>
                <numerusform>%Ln columns</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterWords</name>
        <message numerus="yes">
            <source>Shared with %Ln group(s)</source>
            <translation>
                <numerusform>Shared with %Ln group</numerusform>
                <numerusform>Shared with %Ln groups</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GroupsPage</name>
        <message numerus="yes">
            <source>%Ln member(s)</source>
            <translation>
                <numerusform>%Ln member</numerusform>
                <numerusform>%Ln members</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportWizard</name>
        <message numerus="yes">
            <source>%Ln options</source>
            <translation>
                <numerusform>%Ln option</numerusform>
                <numerusform>%Ln options</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message numerus="yes">
            <source>%Ln tickets move</source>
            <translation>
                <numerusform>%Ln ticket moves</numerusform>
                <numerusform>%Ln tickets move</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OptionTree</name>
        <message numerus="yes">
            <source>used %Ln time(s)</source>
            <translation>
                <numerusform>used %Ln time</numerusform>
                <numerusform>used %Ln times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OptionsPart</name>
        <message numerus="yes">
            <source>%Ln option(s)</source>
            <translation>
                <numerusform>%Ln option</numerusform>
                <numerusform>%Ln options</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln option(s) added</source>
            <translation>
                <numerusform>%Ln option added</numerusform>
                <numerusform>%Ln options added</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PasteOptions</name>
        <message numerus="yes">
            <source>%Ln option(s) to add</source>
            <translation>
                <numerusform>%Ln option to add</numerusform>
                <numerusform>%Ln options to add</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln there already</source>
            <translation>
                <numerusform>%Ln there already</numerusform>
                <numerusform>%Ln there already</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RolesPage</name>
        <message numerus="yes">
            <source>%Ln agent(s)</source>
            <translation>
                <numerusform>%Ln agent</numerusform>
                <numerusform>%Ln agents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TicketModel</name>
        <message numerus="yes">
            <source>%Ln ticket(s)</source>
            <translation>
                <numerusform>%Ln ticket</numerusform>
                <numerusform>%Ln tickets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TicksPart</name>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln chosen</numerusform>
                <numerusform>%Ln chosen</numerusform>
            </translation>
        </message>
    </context>
</TS>
