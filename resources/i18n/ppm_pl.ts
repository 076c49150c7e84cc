<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>ActiveCard</name>
    <message>
        <source>Switch on</source>
        <translation>Włącz</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Wyłącz</translation>
    </message>
    <message>
        <source>Only with stock above 0</source>
        <translation>Tylko gdy stan większy od 0</translation>
    </message>
</context>
<context>
    <name>ActiveStrip</name>
    <message>
        <source>Active operations</source>
        <translation>Aktywne operacje</translation>
    </message>
    <message>
        <source>Open Sync Center</source>
        <translation>Otwórz Centrum synchronizacji</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Zwiń</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Rozwiń</translation>
    </message>
    <message numerus="yes">
        <source>{n} operations</source>
        <translation>
            <numerusform>{n} operacja</numerusform>
            <numerusform>{n} operacje</numerusform>
            <numerusform>{n} operacji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products/min</source>
        <translation>
            <numerusform>{n} produkt/min</numerusform>
            <numerusform>{n} produkty/min</numerusform>
            <numerusform>{n} produktów/min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more operations: {names}</source>
        <translation>
            <numerusform>Jeszcze {n} operacja: {names}</numerusform>
            <numerusform>Jeszcze {n} operacje: {names}</numerusform>
            <numerusform>Jeszcze {n} operacji: {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AddShopDialog</name>
    <message>
        <source>Add shop</source>
        <translation>Dodaj sklep</translation>
    </message>
    <message>
        <source>Add PrestaShop shop</source>
        <translation>Dodaj sklep PrestaShop</translation>
    </message>
    <message>
        <source>Create the API key in the shop back office: Advanced Parameters, Webservice.</source>
        <translation>Klucz API utworzysz w&#xa0;panelu sklepu: Parametry zaawansowane, API.</translation>
    </message>
    <message>
        <source>Name in PPM</source>
        <translation>Nazwa w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Shop address</source>
        <translation>Adres sklepu</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Klucz API</translation>
    </message>
    <message>
        <source>32 characters. Stored encrypted.</source>
        <translation>32 znaki. Zapisujemy go zaszyfrowany.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Possible after a test that passed.</source>
        <translation>Możliwe po udanym teście.</translation>
    </message>
</context>
<context>
    <name>AppearanceCard</name>
    <message>
        <source>Appearance and language</source>
        <translation>Wygląd i język</translation>
    </message>
    <message>
        <source>Counts from the next start</source>
        <translation>Od następnego uruchomienia</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
    <message>
        <source>System</source>
        <comment>theme</comment>
        <translation>System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Motyw</translation>
    </message>
    <message>
        <source>Interface scale</source>
        <translation>Skala interfejsu</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Ogranicz animacje</translation>
    </message>
    <message>
        <source>Follows the system until it is set here</source>
        <translation>Zgodnie z ustawieniem systemu, dopóki nie zmienisz</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message>
        <source>Retried as #{job}</source>
        <translation>Ponowienie jako #{job}</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulowano</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Wstrzymano</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Wznowiono</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Przejęto</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Usunięto</translation>
    </message>
    <message>
        <source>Shop added</source>
        <translation>Dodano sklep</translation>
    </message>
    <message>
        <source>Shop changed</source>
        <translation>Zmieniono sklep</translation>
    </message>
    <message>
        <source>Shop switched</source>
        <translation>Przełączono sklep</translation>
    </message>
    <message>
        <source>Shop removed</source>
        <translation>Usunięto sklep</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Zmieniono ustawienie</translation>
    </message>
    <message>
        <source>Schedule added</source>
        <translation>Dodano harmonogram</translation>
    </message>
    <message>
        <source>Schedule removed</source>
        <translation>Usunięto harmonogram</translation>
    </message>
    <message>
        <source>Mapping changed</source>
        <translation>Zmieniono mapowanie</translation>
    </message>
</context>
<context>
    <name>BulkEditDialog</name>
    <message>
        <source>Edit {products}</source>
        <translation>Edytuj {products}</translation>
    </message>
    <message>
        <source>What to change</source>
        <translation>Co zmienić</translation>
    </message>
    <message>
        <source>in PPM, {products}</source>
        <translation>w&#xa0;PPM, {products}</translation>
    </message>
    <message>
        <source>Only PPM changes. Shops get the new values with their next sync; special prices there stay.</source>
        <translation>Zmienia się tylko PPM. Sklepy dostaną nowe wartości przy następnej synchronizacji, ceny z&#xa0;promocją w&#xa0;sklepie zostają.</translation>
    </message>
    <message>
        <source>Will change</source>
        <translation>Zmieni się</translation>
    </message>
    <message>
        <source>Average price</source>
        <translation>Średnia cena</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Zostanie włączone</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Zostanie wyłączone</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Pominięte</translation>
    </message>
    <message>
        <source>Examples of products</source>
        <translation>Przykładowe produkty</translation>
    </message>
    <message>
        <source>Live preview</source>
        <translation>Podgląd na żywo</translation>
    </message>
    <message>
        <source>Other examples</source>
        <translation>Inne przykłady</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Zapisz zmiany</translation>
    </message>
    <message>
        <source>Possible once the preview shows a change.</source>
        <translation>Możliwe, gdy podgląd pokaże zmianę.</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>Cancel operation</source>
        <translation>Anuluj operację</translation>
    </message>
    <message>
        <source>What is saved stays. The rest will not be processed.</source>
        <translation>Zapisane dane pozostaną. Reszta nie zostanie przetworzona.</translation>
    </message>
    <message>
        <source>Cancel operations</source>
        <translation>Anuluj operacje</translation>
    </message>
    <message>
        <source>Cancel the import from {shop}?</source>
        <translation>Anulować import ze sklepu {shop}?</translation>
    </message>
    <message>
        <source>Cancel the sync to {shop}?</source>
        <translation>Anulować synchronizację do sklepu {shop}?</translation>
    </message>
    <message>
        <source>Cancel the export to {shop}?</source>
        <translation>Anulować eksport do sklepu {shop}?</translation>
    </message>
    <message>
        <source>The {x} saved products stay. The web app may go on working: it stops only when it looks at the state of the operation itself.</source>
        <translation>Zapisane produkty ({x}) pozostaną. Aplikacja web może pracować dalej: zatrzyma się dopiero, gdy sama sprawdzi stan operacji.</translation>
    </message>
    <message>
        <source>Nothing has been processed yet.</source>
        <translation>Nic jeszcze nie zostało przetworzone.</translation>
    </message>
    <message>
        <source>The {x} saved products stay. The other {n} will not be processed.</source>
        <translation>Zapisane produkty ({x}) pozostaną. Pozostałe {n} nie zostaną przetworzone.</translation>
    </message>
</context>
<context>
    <name>CategoryMapper</name>
    <message>
        <source>All</source>
        <comment>filter</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Not linked</source>
        <comment>filter</comment>
        <translation>Niepowiązane</translation>
    </message>
    <message>
        <source>Search the shop&apos;s categories</source>
        <translation>Szukaj kategorii sklepu</translation>
    </message>
    <message>
        <source>Categories of the shop</source>
        <translation>Kategorie sklepu</translation>
    </message>
    <message>
        <source>Category in the shop</source>
        <translation>Kategoria w&#xa0;sklepie</translation>
    </message>
    <message>
        <source>Category in PPM</source>
        <translation>Kategoria w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Search PPM&apos;s categories</source>
        <translation>Szukaj kategorii PPM</translation>
    </message>
    <message>
        <source>Categories of PPM</source>
        <translation>Kategorie PPM</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Powiąż</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Usuń powiązanie</translation>
    </message>
    <message>
        <source>not linked</source>
        <translation>niepowiązana</translation>
    </message>
    <message>
        <source>PPM has no categories yet: an import brings them.</source>
        <translation>PPM nie ma jeszcze kategorii: przynosi je import.</translation>
    </message>
    <message>
        <source>Linked with {path}</source>
        <translation>Powiązana z: {path}</translation>
    </message>
    <message>
        <source>Not linked: choose its counterpart in PPM</source>
        <translation>Niepowiązana: wybierz jej odpowiednik w&#xa0;PPM</translation>
    </message>
</context>
<context>
    <name>ChangePreview</name>
    <message>
        <source>Checking…</source>
        <translation>Sprawdzanie…</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Nieaktualny</translation>
    </message>
    <message>
        <source>Comparing the products with the shop. Nothing is saved.</source>
        <translation>Porównywanie produktów ze sklepem. Nic nie jest zapisywane.</translation>
    </message>
    <message>
        <source>Dry run, nothing saved</source>
        <translation>Próba bez zapisu</translation>
    </message>
    <message>
        <source>Change preview</source>
        <translation>Podgląd zmian</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Sprawdź ponownie</translation>
    </message>
    <message>
        <source>Start without a preview</source>
        <translation>Rozpocznij bez podglądu</translation>
    </message>
    <message>
        <source>Check all products</source>
        <translation>Sprawdź wszystkie</translation>
    </message>
    <message>
        <source>Products of the preview</source>
        <translation>Produkty w podglądzie</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>sample {a_of_b}</source>
        <translation>próbka {a_of_b}</translation>
    </message>
</context>
<context>
    <name>ComputerCard</name>
    <message>
        <source>Operations on this computer</source>
        <translation>Operacje na tym komputerze</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Ten komputer</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Serwery robocze</translation>
    </message>
    <message>
        <source>Workers are programs without a window that take operations from the shared database</source>
        <translation>Serwery robocze to programy bez okna, które biorą operacje ze wspólnej bazy</translation>
    </message>
    <message>
        <source>Run my operations on</source>
        <translation>Wykonuj moje operacje przez</translation>
    </message>
    <message>
        <source>Keep this computer awake</source>
        <translation>Nie usypiaj komputera</translation>
    </message>
    <message>
        <source>While operations run on it</source>
        <translation>Gdy trwają na nim operacje</translation>
    </message>
    <message>
        <source>Refresh in the tray</source>
        <translation>Odświeżaj w zasobniku</translation>
    </message>
    <message>
        <source>Slower (every 10 s) to spare the database</source>
        <translation>Wolniej (co 10 s), aby nie obciążać bazy</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Back</source>
        <translation>Wróć</translation>
    </message>
</context>
<context>
    <name>ConflictCells</name>
    <message>
        <source>Note</source>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Zostaw</translation>
    </message>
    <message>
        <source>All from PPM</source>
        <translation>Wszystkie z&#xa0;PPM</translation>
    </message>
    <message>
        <source>All from the shop</source>
        <translation>Wszystkie ze sklepu</translation>
    </message>
</context>
<context>
    <name>ConflictListView</name>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>PPM</source>
        <translation>PPM</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Później</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>column</comment>
        <translation>Notatka</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikty</translation>
    </message>
    <message>
        <source>PPM&apos;s value stays</source>
        <translation>Zostaje wartość z&#xa0;PPM</translation>
    </message>
    <message>
        <source>The shop&apos;s value stays</source>
        <translation>Zostaje wartość ze sklepu</translation>
    </message>
    <message>
        <source>Leave for later</source>
        <translation>Zostaw na później</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Napisz notatkę…</translation>
    </message>
</context>
<context>
    <name>ConflictWords</name>
    <message>
        <source>noted {when} · #{n}</source>
        <translation>zapisano {when} · #{n}</translation>
    </message>
    <message>
        <source>noted {when}</source>
        <translation>zapisano {when}</translation>
    </message>
    <message numerus="yes">
        <source>{n} values</source>
        <translation>
            <numerusform>{n}&#xa0;wartość</numerusform>
            <numerusform>{n}&#xa0;wartości</numerusform>
            <numerusform>{n}&#xa0;wartości</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} products</source>
        <translation>
            <numerusform>w&#xa0;{n}&#xa0;produkcie</numerusform>
            <numerusform>w&#xa0;{n}&#xa0;produktach</numerusform>
            <numerusform>w&#xa0;{n}&#xa0;produktach</numerusform>
        </translation>
    </message>
    <message>
        <source>{values} {in_products} changed on both sides since the last sync. Choose which stays.</source>
        <translation>{values} {in_products} zmieniono po obu stronach od ostatniej synchronizacji. Wybierz, która zostaje.</translation>
    </message>
    <message>
        <source>Saved: {n}</source>
        <translation>Zapisano: {n}</translation>
    </message>
    <message numerus="yes">
        <source>{n} conflicts have changed meanwhile; decide them again.</source>
        <translation>
            <numerusform>{n}&#xa0;konflikt zmienił się w&#xa0;międzyczasie, rozstrzygnij go ponownie.</numerusform>
            <numerusform>{n}&#xa0;konflikty zmieniły się w&#xa0;międzyczasie, rozstrzygnij je ponownie.</numerusform>
            <numerusform>{n}&#xa0;konfliktów zmieniło się w&#xa0;międzyczasie, rozstrzygnij je ponownie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} values of the shop cannot be taken into PPM.</source>
        <translation>
            <numerusform>{n}&#xa0;wartości ze sklepu nie można przyjąć do PPM.</numerusform>
            <numerusform>{n}&#xa0;wartości ze sklepu nie można przyjąć do PPM.</numerusform>
            <numerusform>{n}&#xa0;wartości ze sklepu nie można przyjąć do PPM.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} undecided</source>
        <translation>
            <numerusform>nierozstrzygnięte {n}</numerusform>
            <numerusform>nierozstrzygnięte {n}</numerusform>
            <numerusform>nierozstrzygnięte {n}</numerusform>
        </translation>
    </message>
    <message>
        <source>all from PPM</source>
        <translation>wszystkie z&#xa0;PPM</translation>
    </message>
    <message>
        <source>all from the shop</source>
        <translation>wszystkie ze sklepu</translation>
    </message>
    <message>
        <source>all left</source>
        <translation>wszystkie zostawiono</translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b}, {n} left</source>
        <translation>
            <numerusform>{a_of_b}, zostawiono {n}</numerusform>
            <numerusform>{a_of_b}, zostawiono {n}</numerusform>
            <numerusform>{a_of_b}, zostawiono {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decided {a_of_b}, {n} left</source>
        <translation>
            <numerusform>Rozstrzygnięto {a_of_b}, zostawiono {n}</numerusform>
            <numerusform>Rozstrzygnięto {a_of_b}, zostawiono {n}</numerusform>
            <numerusform>Rozstrzygnięto {a_of_b}, zostawiono {n}</numerusform>
        </translation>
    </message>
    <message>
        <source>Decided {a_of_b}</source>
        <translation>Rozstrzygnięto {a_of_b}</translation>
    </message>
    <message>
        <source>{a} to the shop · {b} to PPM</source>
        <translation>{a} do sklepu · {b} do PPM</translation>
    </message>
    <message>
        <source>{field}, {sku}, {name}. PPM: {ours}, {ours_by}. Shop: {theirs}, {theirs_by}. {decision}.</source>
        <translation>{field}, {sku}, {name}. PPM: {ours}, {ours_by}. Sklep: {theirs}, {theirs_by}. {decision}.</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Nierozstrzygnięte</translation>
    </message>
    <message>
        <source>PPM&apos;s value stays</source>
        <translation>Zostaje wartość z&#xa0;PPM</translation>
    </message>
    <message>
        <source>The shop&apos;s value stays</source>
        <translation>Zostaje wartość ze sklepu</translation>
    </message>
    <message>
        <source>Left for later</source>
        <translation>Zostawiono na później</translation>
    </message>
    <message>
        <source>in PPM</source>
        <translation>w&#xa0;PPM</translation>
    </message>
    <message>
        <source>{person}, {when}</source>
        <translation>{person}, {when}</translation>
    </message>
    <message>
        <source>the check digit is wrong</source>
        <translation>cyfra kontrolna się nie zgadza</translation>
    </message>
    <message>
        <source>in the shop, {when}</source>
        <translation>w&#xa0;sklepie, {when}</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>Conflicts</source>
        <translation>Konflikty</translation>
    </message>
    <message>
        <source>Close without saving the decisions?</source>
        <translation>Zamknąć bez zapisania decyzji?</translation>
    </message>
    <message>
        <source>What you decided since the last save is forgotten. The conflicts stay.</source>
        <translation>Decyzje podjęte od ostatniego zapisu przepadną. Konflikty pozostaną.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Zamknij bez zapisu</translation>
    </message>
    <message>
        <source>Conflicts – {shop}</source>
        <translation>Konflikty – {shop}</translation>
    </message>
    <message>
        <source>Search SKU or name</source>
        <translation>Szukaj SKU lub nazwy</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Hide decided</source>
        <translation>Ukryj rozstrzygnięte</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Save decisions</source>
        <translation>Zapisz decyzje</translation>
    </message>
    <message>
        <source>Reading the conflicts…</source>
        <translation>Wczytywanie konfliktów…</translation>
    </message>
    <message>
        <source>Nothing waits for a decision in this shop.</source>
        <translation>W&#xa0;tym sklepie nic nie czeka na decyzję.</translation>
    </message>
    <message>
        <source>There are no conflicts.</source>
        <translation>Brak konfliktów.</translation>
    </message>
    <message>
        <source>Save and apply ({n})</source>
        <translation>Zapisz i&#xa0;zastosuj ({n})</translation>
    </message>
</context>
<context>
    <name>ConnectionDetailView</name>
    <message>
        <source>Connection diagnostics</source>
        <translation>Diagnostyka połączenia</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>What you can do</source>
        <translation>Co możesz zrobić</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Kopiuj raport</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Połączenie</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Skopiowano</translation>
    </message>
</context>
<context>
    <name>ConnectionWords</name>
    <message>
        <source>Last good read, {ms} ms</source>
        <translation>Ostatni poprawny odczyt, {ms}&#xa0;ms</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Utracono połączenie</translation>
    </message>
    <message>
        <source>Connection lost: {cause}</source>
        <translation>Utracono połączenie: {cause}</translation>
    </message>
    <message>
        <source>Attempt {n}: {cause}</source>
        <translation>Próba {n}: {cause}</translation>
    </message>
    <message>
        <source>Next attempt in {n} s</source>
        <translation>Następna próba za {n}&#xa0;s</translation>
    </message>
    <message>
        <source>Check the company network or VPN.</source>
        <translation>Sprawdź, czy działa sieć firmowa lub VPN.</translation>
    </message>
    <message>
        <source>Ask whether the database works on another computer: {who}.</source>
        <translation>Zapytaj, czy baza działa na innym komputerze: {who}.</translation>
    </message>
    <message>
        <source>If it lasts more than 10 minutes, copy the report and send it to your administrator.</source>
        <translation>Jeśli awaria trwa ponad 10&#xa0;minut, skopiuj raport i&#xa0;wyślij go administratorowi.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>pusty</translation>
    </message>
    <message numerus="yes">
        <source>progress of {n} operations, safe</source>
        <translation>
            <numerusform>postęp {n}&#xa0;operacji, bezpieczny</numerusform>
            <numerusform>postęp {n}&#xa0;operacji, bezpieczny</numerusform>
            <numerusform>postęp {n}&#xa0;operacji, bezpieczny</numerusform>
        </translation>
    </message>
    <message>
        <source>Local buffer</source>
        <translation>Bufor lokalny</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>embedded database</source>
        <translation>baza wbudowana</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>PPM Desktop {version}: no database connection</source>
        <translation>PPM Desktop {version}: brak połączenia z&#xa0;bazą danych</translation>
    </message>
    <message>
        <source>Report of: {time}</source>
        <translation>Raport z: {time}</translation>
    </message>
    <message>
        <source>Computer: {host} ({person})</source>
        <translation>Komputer: {host} ({person})</translation>
    </message>
    <message>
        <source>the server does not answer</source>
        <translation>serwer nie odpowiada</translation>
    </message>
</context>
<context>
    <name>DatabaseCard</name>
    <message>
        <source>Database</source>
        <translation>Baza</translation>
    </message>
    <message>
        <source>Connection works</source>
        <translation>Połączenie działa</translation>
    </message>
    <message>
        <source>Database</source>
        <comment>heading</comment>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Connection does not work</source>
        <translation>Połączenie nie działa</translation>
    </message>
    <message>
        <source>Embedded</source>
        <translation>Wbudowana</translation>
    </message>
    <message>
        <source>Only on this computer. Nothing to set up.</source>
        <translation>Tylko na tym komputerze. Nic nie trzeba ustawiać.</translation>
    </message>
    <message>
        <source>Shared MySQL</source>
        <translation>Wspólna MySQL</translation>
    </message>
    <message>
        <source>Everyone sees progress, the web app too.</source>
        <translation>Postęp widzą wszyscy, także aplikacja web.</translation>
    </message>
    <message>
        <source>The command line or PPM_DATABASE_URL decides.</source>
        <translation>Decyduje wiersz poleceń albo PPM_DATABASE_URL.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Użytkownik</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Hasło</translation>
    </message>
    <message>
        <source>Encrypted connection (TLS)</source>
        <translation>Szyfrowane połączenie (TLS)</translation>
    </message>
    <message>
        <source>Script for the administrator…</source>
        <translation>Skrypt dla administratora…</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Testuj połączenie</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Zastosuj</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Testowanie…</translation>
    </message>
    <message>
        <source>Possible after a test that passed.</source>
        <translation>Możliwe po udanym teście.</translation>
    </message>
</context>
<context>
    <name>DatabaseWords</name>
    <message>
        <source>Server</source>
        <translation>Serwer</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabele</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rola</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Sprawdzanie…</translation>
    </message>
    <message>
        <source>{host} answers</source>
        <translation>{host} odpowiada</translation>
    </message>
    <message>
        <source>{server}, encrypted ({tls})</source>
        <translation>{server}, zaszyfrowane ({tls})</translation>
    </message>
    <message>
        <source>{server}, not encrypted</source>
        <translation>{server}, bez szyfrowania</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Podgląd</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktualne</translation>
    </message>
    <message>
        <source>older, upgraded at the start</source>
        <translation>starsze, aktualizacja przy starcie</translation>
    </message>
    <message>
        <source>none yet, made at the start</source>
        <translation>jeszcze ich nie ma, powstaną przy starcie</translation>
    </message>
</context>
<context>
    <name>EditWords</name>
    <message>
        <source>Line</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>This cannot be done.</source>
        <translation>Nie można tego zrobić.</translation>
    </message>
    <message>
        <source>no price, skipped</source>
        <translation>brak ceny, pominięty</translation>
    </message>
    <message>
        <source>would be below 0</source>
        <translation>byłoby poniżej 0</translation>
    </message>
    <message>
        <source>too big, skipped</source>
        <translation>za dużo, pominięty</translation>
    </message>
    <message>
        <source>stock 0, stays</source>
        <translation>stan 0, zostaje</translation>
    </message>
    <message>
        <source>has variants</source>
        <translation>ma warianty</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>zarezerwowane</translation>
    </message>
    <message>
        <source>The name is empty</source>
        <translation>Nazwa jest pusta</translation>
    </message>
    <message>
        <source>The name is too long</source>
        <translation>Nazwa jest za długa</translation>
    </message>
    <message>
        <source>The price is empty</source>
        <translation>Cena jest pusta</translation>
    </message>
    <message>
        <source>The price “{value}” is not a number</source>
        <translation>Cena „{value}” nie jest liczbą</translation>
    </message>
    <message>
        <source>The price cannot be negative</source>
        <translation>Cena nie może być ujemna</translation>
    </message>
    <message>
        <source>The price is too big</source>
        <translation>Cena jest za duża</translation>
    </message>
    <message>
        <source>The stock is empty</source>
        <translation>Stan jest pusty</translation>
    </message>
    <message>
        <source>The stock “{value}” is not a whole number</source>
        <translation>Stan „{value}” nie jest liczbą całkowitą</translation>
    </message>
    <message>
        <source>The stock cannot be negative</source>
        <translation>Stan nie może być ujemny</translation>
    </message>
    <message>
        <source>The stock is too big</source>
        <translation>Stan jest za duży</translation>
    </message>
    <message>
        <source>“{value}” is neither yes nor no</source>
        <translation>„{value}” nie znaczy ani tak, ani nie</translation>
    </message>
    <message>
        <source>Type by how much the value changes</source>
        <translation>Wpisz, o&#xa0;ile zmienia się wartość</translation>
    </message>
    <message>
        <source>This is not a number. Type for example +5 or -2.50</source>
        <translation>To nie jest liczba. Wpisz na przykład +5 lub -2,50</translation>
    </message>
    <message>
        <source>Tick at least one field</source>
        <translation>Zaznacz co najmniej jedno pole</translation>
    </message>
    <message>
        <source>A field can change only once</source>
        <translation>Pole może zmienić się tylko raz</translation>
    </message>
    <message>
        <source>Stock belongs to the variants</source>
        <translation>Stan mają warianty produktu</translation>
    </message>
    <message>
        <source>More than that is reserved</source>
        <translation>Zarezerwowano więcej</translation>
    </message>
    <message>
        <source>The product does not exist any more</source>
        <translation>Tego produktu już nie ma</translation>
    </message>
    <message>
        <source>SKU is missing</source>
        <translation>Brak SKU</translation>
    </message>
    <message>
        <source>There is no product with this SKU</source>
        <translation>Nie ma produktu o&#xa0;tym SKU</translation>
    </message>
    <message>
        <source>SKU is repeated (line {value})</source>
        <translation>SKU powtarza się (wiersz {value})</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that it is a CSV or XLSX file.</source>
        <translation>Nie można odczytać pliku. Sprawdź, czy jest to CSV lub XLSX.</translation>
    </message>
    <message>
        <source>The file is too big. Split it into smaller ones.</source>
        <translation>Plik jest za duży. Podziel go na mniejsze.</translation>
    </message>
    <message>
        <source>There is nothing in the file.</source>
        <translation>W&#xa0;pliku nie ma danych.</translation>
    </message>
    <message>
        <source>The file has another encoding. Choose a different one.</source>
        <translation>Plik ma inne kodowanie. Wybierz inne.</translation>
    </message>
    <message>
        <source>Choose which column holds the SKU.</source>
        <translation>Wskaż kolumnę z&#xa0;SKU.</translation>
    </message>
    <message>
        <source>Choose at least one column with prices, stock, names or activity.</source>
        <translation>Wskaż co najmniej jedną kolumnę z&#xa0;ceną, stanem, nazwą lub aktywnością.</translation>
    </message>
    <message>
        <source>Two columns mean the same. Skip one of them.</source>
        <translation>Dwie kolumny znaczą to samo. Pomiń jedną z&#xa0;nich.</translation>
    </message>
</context>
<context>
    <name>FailedSkusDialog</name>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Reading what failed…</source>
        <translation>Wczytywanie błędów…</translation>
    </message>
    <message>
        <source>Products with errors ({n})</source>
        <translation>Produkty z błędami ({n})</translation>
    </message>
    <message>
        <source>No error matches the filter</source>
        <translation>Żaden błąd nie pasuje do filtra</translation>
    </message>
    <message>
        <source>No detailed error information</source>
        <translation>Brak szczegółowych informacji o błędach</translation>
    </message>
    <message>
        <source>{a_of_b} selected</source>
        <translation>Zaznaczono {a_of_b}</translation>
    </message>
    <message>
        <source>Retry selected ({n})</source>
        <translation>Ponów zaznaczone ({n})</translation>
    </message>
    <message>
        <source>Retry all failed ({n})</source>
        <translation>Ponów wszystkie błędne ({n})</translation>
    </message>
    <message>
        <source>Select products first.</source>
        <translation>Najpierw zaznacz produkty.</translation>
    </message>
    <message>
        <source>The operation has not ended yet.</source>
        <translation>Operacja jeszcze trwa.</translation>
    </message>
    <message>
        <source>Retry import</source>
        <translation>Ponów import</translation>
    </message>
    <message>
        <source>Retry sync</source>
        <translation>Ponów synchronizację</translation>
    </message>
    <message>
        <source>Retry export</source>
        <translation>Ponów eksport</translation>
    </message>
    <message numerus="yes">
        <source>{n} SKUs copied</source>
        <translation>
            <numerusform>Skopiowano {n} SKU</numerusform>
            <numerusform>Skopiowano {n} SKU</numerusform>
            <numerusform>Skopiowano {n} SKU</numerusform>
        </translation>
    </message>
    <message>
        <source>Details copied</source>
        <translation>Skopiowano szczegóły</translation>
    </message>
    <message numerus="yes">
        <source>{n} products were written to {file}.</source>
        <translation>
            <numerusform>Zapisano {n} produkt do pliku {file}.</numerusform>
            <numerusform>Zapisano {n} produkty do pliku {file}.</numerusform>
            <numerusform>Zapisano {n} produktów do pliku {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>errors-{n}.csv</source>
        <translation>bledy-{n}.csv</translation>
    </message>
</context>
<context>
    <name>FailureCells</name>
    <message>
        <source>Find</source>
        <translation>Znajdź</translation>
    </message>
</context>
<context>
    <name>FailureDetails</name>
    <message>
        <source>field: {name}</source>
        <translation>pole: {name}</translation>
    </message>
    <message>
        <source>{ids} in the shop</source>
        <translation>{ids} w sklepie</translation>
    </message>
    <message>
        <source>{ids} and {last}</source>
        <translation>{ids} i {last}</translation>
    </message>
    <message>
        <source>code {code} when reading: {resource}</source>
        <translation>kod {code} przy odczycie: {resource}</translation>
    </message>
    <message>
        <source>no answer: {resource}</source>
        <translation>brak odpowiedzi: {resource}</translation>
    </message>
    <message>
        <source>code {code} when writing: {resource}</source>
        <translation>kod {code} przy zapisie: {resource}</translation>
    </message>
    <message>
        <source>products</source>
        <translation>produkty</translation>
    </message>
    <message>
        <source>combinations</source>
        <translation>kombinacje</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>kategorie</translation>
    </message>
    <message>
        <source>stock</source>
        <translation>stany</translation>
    </message>
    <message>
        <source>specific prices</source>
        <translation>ceny specjalne</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>zdjęcia</translation>
    </message>
    <message>
        <source>manufacturers</source>
        <translation>producenci</translation>
    </message>
    <message>
        <source>tax rules</source>
        <translation>reguły podatku</translation>
    </message>
</context>
<context>
    <name>FailureHeader</name>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
</context>
<context>
    <name>FailureListView</name>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Przyczyna</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Znajdź</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Kopiuj szczegóły</translation>
    </message>
    <message>
        <source>Select or clear</source>
        <translation>Zaznacz lub odznacz</translation>
    </message>
</context>
<context>
    <name>FailureTools</name>
    <message>
        <source>Copy SKUs</source>
        <translation>Kopiuj SKU</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Eksportuj CSV</translation>
    </message>
    <message>
        <source>Search SKU or name</source>
        <translation>Szukaj SKU lub nazwy</translation>
    </message>
    <message>
        <source>All</source>
        <comment>errors</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Others</source>
        <comment>errors</comment>
        <translation>Inne</translation>
    </message>
</context>
<context>
    <name>FailureWords</name>
    <message>
        <source>Import errors – {shop}</source>
        <translation>Błędy importu – {shop}</translation>
    </message>
    <message>
        <source>Sync errors – {shop}</source>
        <translation>Błędy synchronizacji – {shop}</translation>
    </message>
    <message>
        <source>Export errors – {shop}</source>
        <translation>Błędy eksportu – {shop}</translation>
    </message>
    <message>
        <source>From error list: {shop}, #{n}</source>
        <translation>Z listy błędów: {shop}, #{n}</translation>
    </message>
    <message>
        <source>Operation #{n}</source>
        <translation>Operacja #{n}</translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not imported.</source>
        <translation>
            <numerusform>{a_of_b} nie został zaimportowany.</numerusform>
            <numerusform>{a_of_b} nie zostały zaimportowane.</numerusform>
            <numerusform>{a_of_b} nie zostało zaimportowanych.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not synchronized.</source>
        <translation>
            <numerusform>{a_of_b} nie został zsynchronizowany.</numerusform>
            <numerusform>{a_of_b} nie zostały zsynchronizowane.</numerusform>
            <numerusform>{a_of_b} nie zostało zsynchronizowanych.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not exported.</source>
        <translation>
            <numerusform>{a_of_b} nie został wyeksportowany.</numerusform>
            <numerusform>{a_of_b} nie zostały wyeksportowane.</numerusform>
            <numerusform>{a_of_b} nie zostało wyeksportowanych.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The other {n} were saved correctly.</source>
        <translation>
            <numerusform>Pozostały {n} zapisano poprawnie.</numerusform>
            <numerusform>Pozostałe {n} zapisano poprawnie.</numerusform>
            <numerusform>Pozostałe {n} zapisano poprawnie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were saved correctly.</source>
        <translation>
            <numerusform>Poprawnie zapisano {n}.</numerusform>
            <numerusform>Poprawnie zapisano {n}.</numerusform>
            <numerusform>Poprawnie zapisano {n}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have succeeded since.</source>
        <translation>
            <numerusform>{n} naprawiono później.</numerusform>
            <numerusform>{n} naprawiono później.</numerusform>
            <numerusform>{n} naprawiono później.</numerusform>
        </translation>
    </message>
    <message>
        <source>No details</source>
        <translation>Bez szczegółów</translation>
    </message>
    <message>
        <source>The web app keeps only the SKUs of what failed.</source>
        <translation>Aplikacja web zapisuje tylko SKU błędnych produktów.</translation>
    </message>
    <message>
        <source>No detailed error information</source>
        <translation>Brak szczegółowych informacji o błędach</translation>
    </message>
    <message>
        <source>{step}: Ctrl+Enter.</source>
        <translation>{step}: Ctrl+Enter.</translation>
    </message>
    <message>
        <source>first try: {message}</source>
        <translation>pierwsza próba: {message}</translation>
    </message>
    <message>
        <source>fixed in #{n}</source>
        <translation>naprawione w #{n}</translation>
    </message>
    <message>
        <source>First try: {message}</source>
        <translation>Pierwsza próba: {message}</translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation>Pokaż jeszcze {n}</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Przyczyna</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Szczegóły</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>created</source>
        <comment>of one product</comment>
        <translation>utworzono</translation>
    </message>
    <message>
        <source>updated</source>
        <comment>of one product</comment>
        <translation>zmieniono</translation>
    </message>
    <message>
        <source>unchanged</source>
        <comment>of one product</comment>
        <translation>bez zmian</translation>
    </message>
    <message>
        <source>skipped</source>
        <comment>of one product</comment>
        <translation>pominięto</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>of one product</comment>
        <translation>błąd</translation>
    </message>
    <message>
        <source>Open shop settings</source>
        <translation>Otwórz ustawienia sklepu</translation>
    </message>
    <message>
        <source>Show products</source>
        <translation>Pokaż produkty</translation>
    </message>
</context>
<context>
    <name>FieldCard</name>
    <message>
        <source>Active</source>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>Change by percent</source>
        <translation>Zmień o&#xa0;procent</translation>
    </message>
    <message>
        <source>Change by an amount</source>
        <translation>Zmień o&#xa0;wartość</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>Ustaw na</translation>
    </message>
    <message>
        <source>Round to cents</source>
        <translation>Zaokrąglij do groszy</translation>
    </message>
    <message>
        <source>Round to .99</source>
        <translation>Zaokrąglij do ,99</translation>
    </message>
    <message>
        <source>Round to whole</source>
        <translation>Zaokrąglij do całości</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>pcs</source>
        <translation>szt.</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Stock of variant {id}</source>
        <translation>Stan wariantu {id}</translation>
    </message>
    <message>
        <source>Price of group {id}</source>
        <translation>Cena grupy {id}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Short description</source>
        <translation>Krótki opis</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Opis</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Podatek</translation>
    </message>
    <message>
        <source>EAN-13</source>
        <translation>Kod EAN-13</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Waga</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Szerokość</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Wysokość</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Głębokość</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation>Producent</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorie</translation>
    </message>
</context>
<context>
    <name>FileForm</name>
    <message>
        <source>Recognised</source>
        <translation>Rozpoznano</translation>
    </message>
    <message>
        <source>correct it if the preview looks wrong</source>
        <translation>popraw, jeśli podgląd wygląda źle</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>{a} of {b}</source>
        <translation>{a} z&#xa0;{b}</translation>
    </message>
    <message>
        <source>semicolon ( ; )</source>
        <translation>średnik ( ; )</translation>
    </message>
    <message>
        <source>comma ( , )</source>
        <translation>przecinek ( , )</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulator</translation>
    </message>
    <message>
        <source>bar ( | )</source>
        <translation>kreska ( | )</translation>
    </message>
    <message>
        <source>first line</source>
        <translation>pierwszy wiersz</translation>
    </message>
    <message>
        <source>none</source>
        <comment>header</comment>
        <translation>brak</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodowanie</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Separator</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Liczby</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Nagłówek</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Pomiń</translation>
    </message>
    <message>
        <source>Column {n}</source>
        <translation>Kolumna {n}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Show or hide details</source>
        <translation>Pokaż lub ukryj szczegóły</translation>
    </message>
    <message>
        <source>All shops</source>
        <translation>Wszystkie sklepy</translation>
    </message>
    <message>
        <source>Search: shop, SKU, operation no.</source>
        <translation>Szukaj: sklep, SKU, nr operacji</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Szukaj</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>filter</comment>
        <translation>Aktywne</translation>
    </message>
    <message>
        <source>All</source>
        <comment>filter</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Completed</source>
        <comment>filter</comment>
        <translation>Ukończone</translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>filter</comment>
        <translation>Błędy</translation>
    </message>
    <message>
        <source>Shop filter</source>
        <translation>Filtr sklepu</translation>
    </message>
    <message>
        <source>Newest</source>
        <comment>order</comment>
        <translation>Najnowsze</translation>
    </message>
    <message>
        <source>Oldest</source>
        <comment>order</comment>
        <translation>Najstarsze</translation>
    </message>
    <message>
        <source>Shop</source>
        <comment>order</comment>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Error count</source>
        <comment>order</comment>
        <translation>Liczba błędów</translation>
    </message>
    <message>
        <source>Sort: newest, oldest, shop, error count</source>
        <translation>Sortuj: najnowsze, najstarsze, sklep, liczba błędów</translation>
    </message>
</context>
<context>
    <name>GrantScriptDialog</name>
    <message>
        <source>Script for the administrator</source>
        <translation>Skrypt dla administratora</translation>
    </message>
    <message>
        <source>Rights are those of the database account, whatever the program does. The administrator of the server runs these statements.</source>
        <translation>O uprawnieniach decyduje konto bazy danych, cokolwiek zrobi program. Te polecenia wykonuje administrator serwera.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rola</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Zapisz…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiuj</translation>
    </message>
    <message>
        <source>Save the script</source>
        <translation>Zapisz skrypt</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}</source>
        <translation>Nie udało się zapisać pliku: {reason}</translation>
    </message>
</context>
<context>
    <name>GuardBand</name>
    <message>
        <source>To confirm, type the number of products: {n}</source>
        <translation>Aby potwierdzić, wpisz liczbę produktów: {n}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Sync Center</source>
        <translation>Centrum synchronizacji</translation>
    </message>
    <message>
        <source>Monitor and manage PrestaShop import, export and sync operations</source>
        <translation>Monitoruj i&#xa0;zarządzaj operacjami importu, eksportu i&#xa0;synchronizacji z&#xa0;PrestaShop</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>header total</comment>
        <translation>Aktywne</translation>
    </message>
    <message>
        <source>Products/min</source>
        <translation>Produkty/min</translation>
    </message>
    <message>
        <source>Errors today</source>
        <translation>Błędy dziś</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>What touched this product</source>
        <translation>Co zmieniało ten produkt</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>Moment shown</source>
        <translation>Pokazana chwila</translation>
    </message>
    <message>
        <source>today</source>
        <translation>dziś</translation>
    </message>
    <message>
        <source>now</source>
        <translation>teraz</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>fixed in #{n}</source>
        <translation>naprawiono w&#xa0;#{n}</translation>
    </message>
    <message>
        <source>Edit in PPM</source>
        <translation>Edycja w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronizacja</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>Today, {date}</source>
        <translation>Dziś, {date}</translation>
    </message>
    <message>
        <source>source</source>
        <translation>źródło</translation>
    </message>
    <message numerus="yes">
        <source>{n} operations</source>
        <translation>
            <numerusform>{n} operacja</numerusform>
            <numerusform>{n} operacje</numerusform>
            <numerusform>{n} operacji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} sklep</numerusform>
            <numerusform>{n} sklepy</numerusform>
            <numerusform>{n} sklepów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} osoba</numerusform>
            <numerusform>{n} osoby</numerusform>
            <numerusform>{n} osób</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operacja</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numer</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Osoba</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Komputer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Przed</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Po</translation>
    </message>
    <message>
        <source>Web app</source>
        <translation>Aplikacja web</translation>
    </message>
    <message>
        <source>SKU in the operation&apos;s list of errors, without details</source>
        <translation>SKU na liście błędów operacji, bez szczegółów</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>w&#xa0;toku</translation>
    </message>
    <message>
        <source>created</source>
        <translation>utworzono</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>zaktualizowano</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>pominięto</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>bez zmian</translation>
    </message>
    <message>
        <source>different price</source>
        <translation>inna cena</translation>
    </message>
    <message>
        <source>different stock</source>
        <translation>inny stan</translation>
    </message>
    <message>
        <source>switched on there</source>
        <translation>tam włączony</translation>
    </message>
    <message>
        <source>switched off there</source>
        <translation>tam wyłączony</translation>
    </message>
    <message>
        <source>error</source>
        <translation>błąd</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>konflikt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>czeka</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nie wysłano</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>wyłączony</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>zgodny</translation>
    </message>
</context>
<context>
    <name>JobAction</name>
    <message>
        <source>Continue ({n})</source>
        <translation>Kontynuuj ({n})</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Wstrzymaj</translation>
    </message>
    <message>
        <source>Retry failed only ({n})</source>
        <translation>Ponów tylko błędne ({n})</translation>
    </message>
    <message>
        <source>Retry all ({n})</source>
        <translation>Ponów wszystko ({n})</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Dokończ</translation>
    </message>
    <message>
        <source>Resume ({n})</source>
        <translation>Wznów ({n})</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Przejmij</translation>
    </message>
    <message>
        <source>Retry failed and finish ({n})</source>
        <translation>Ponów błędne i dokończ ({n})</translation>
    </message>
    <message>
        <source>Retry failed in the whole batch</source>
        <translation>Ponów błędne w całej serii</translation>
    </message>
    <message>
        <source>Finish ({n})</source>
        <translation>Dokończ ({n})</translation>
    </message>
    <message>
        <source>Open #{n}</source>
        <translation>Otwórz #{n}</translation>
    </message>
    <message>
        <source>Open shop settings</source>
        <translation>Otwórz ustawienia sklepu</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Cofnij…</translation>
    </message>
    <message>
        <source>Cancel operation…</source>
        <translation>Anuluj operację…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Wznów</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Ponów</translation>
    </message>
    <message>
        <source>Take over ({n})</source>
        <comment>operations</comment>
        <translation>Przejmij ({n})</translation>
    </message>
    <message>
        <source>Resume ({n})</source>
        <comment>operations</comment>
        <translation>Wznów ({n})</translation>
    </message>
    <message>
        <source>Pause ({n})</source>
        <comment>operations</comment>
        <translation>Wstrzymaj ({n})</translation>
    </message>
    <message>
        <source>Retry failed ({n})</source>
        <comment>operations</comment>
        <translation>Ponów błędne ({n})</translation>
    </message>
    <message>
        <source>Finish ({n})</source>
        <comment>operations</comment>
        <translation>Dokończ ({n})</translation>
    </message>
    <message>
        <source>Cancel ({n})…</source>
        <comment>operations</comment>
        <translation>Anuluj ({n})…</translation>
    </message>
    <message>
        <source>Remove from list ({n})…</source>
        <comment>operations</comment>
        <translation>Usuń z listy ({n})…</translation>
    </message>
    <message>
        <source>Conflicts of the shop…</source>
        <translation>Konflikty sklepu…</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>Eksportuj raport…</translation>
    </message>
    <message>
        <source>New operation with these settings…</source>
        <translation>Nowa operacja z tych ustawień…</translation>
    </message>
    <message>
        <source>Remove from list…</source>
        <translation>Usuń z listy…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Kontynuuj</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Clear selection</source>
        <translation>Wyczyść zaznaczenie</translation>
    </message>
    <message numerus="yes">
        <source>{n} operations selected</source>
        <translation>
            <numerusform>Zaznaczono {n} operację</numerusform>
            <numerusform>Zaznaczono {n} operacje</numerusform>
            <numerusform>Zaznaczono {n} operacji</numerusform>
        </translation>
    </message>
    <message>
        <source>Select all that match ({n})</source>
        <translation>Zaznacz wszystkie pasujące ({n})</translation>
    </message>
</context>
<context>
    <name>JobDetailView</name>
    <message>
        <source>Operation details</source>
        <translation>Szczegóły operacji</translation>
    </message>
    <message>
        <source>Open shop settings</source>
        <translation>Otwórz ustawienia sklepu</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Wstrzymaj</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Cofnij…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>button</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Rate, products/min</source>
        <translation>Tempo, produkty/min</translation>
    </message>
    <message>
        <source>Processing now</source>
        <translation>Teraz przetwarzany</translation>
    </message>
    <message>
        <source>Errors by reason</source>
        <translation>Błędy według przyczyny</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Oś czasu</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Pokaż dziennik</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Kto co zrobił</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametry</translation>
    </message>
    <message>
        <source>left</source>
        <translation>do końca</translation>
    </message>
    <message>
        <source>left, about {time}</source>
        <translation>do końca, ok. {time}</translation>
    </message>
    <message>
        <source>estimating…</source>
        <translation>obliczanie…</translation>
    </message>
    <message>
        <source>state</source>
        <translation>stan</translation>
    </message>
    <message>
        <source>{n}/min</source>
        <translation>{n}/min</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>tempo</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>czas trwania</translation>
    </message>
    <message>
        <source>average rate</source>
        <translation>średnie tempo</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>share of products</comment>
        <translation>błędnych</translation>
    </message>
    <message>
        <source>peak {n}</source>
        <translation>szczyt {n}</translation>
    </message>
</context>
<context>
    <name>JobListView</name>
    <message>
        <source>Operations</source>
        <translation>Operacje</translation>
    </message>
</context>
<context>
    <name>JobMenu</name>
    <message>
        <source>Show errors…</source>
        <translation>Pokaż błędy…</translation>
    </message>
    <message>
        <source>Copy SKUs ({n})</source>
        <translation>Kopiuj SKU ({n})</translation>
    </message>
    <message>
        <source>Copy operation number</source>
        <translation>Kopiuj nr operacji</translation>
    </message>
    <message>
        <source>Cancel operation…</source>
        <translation>Anuluj operację…</translation>
    </message>
</context>
<context>
    <name>JobNoticeWords</name>
    <message>
        <source>Import stopped</source>
        <translation>Import przerwany</translation>
    </message>
    <message>
        <source>Sync stopped</source>
        <translation>Synchronizacja przerwana</translation>
    </message>
    <message>
        <source>Export stopped</source>
        <translation>Eksport przerwany</translation>
    </message>
    <message>
        <source>Undo stopped</source>
        <translation>Cofanie przerwane</translation>
    </message>
    <message>
        <source>Import cancelled</source>
        <translation>Import anulowany</translation>
    </message>
    <message>
        <source>Sync cancelled</source>
        <translation>Synchronizacja anulowana</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>Eksport anulowany</translation>
    </message>
    <message>
        <source>Undo cancelled</source>
        <translation>Cofanie anulowane</translation>
    </message>
    <message>
        <source>Import paused</source>
        <translation>Import wstrzymany</translation>
    </message>
    <message>
        <source>Sync paused</source>
        <translation>Synchronizacja wstrzymana</translation>
    </message>
    <message>
        <source>Export paused</source>
        <translation>Eksport wstrzymany</translation>
    </message>
    <message>
        <source>Undo paused</source>
        <translation>Cofanie wstrzymane</translation>
    </message>
    <message>
        <source>Import completed</source>
        <translation>Import ukończony</translation>
    </message>
    <message>
        <source>Sync completed</source>
        <translation>Synchronizacja ukończona</translation>
    </message>
    <message>
        <source>Export completed</source>
        <translation>Eksport ukończony</translation>
    </message>
    <message>
        <source>Undo completed</source>
        <translation>Cofanie ukończone</translation>
    </message>
    <message>
        <source>{shop}: one failure after another with the same cause. {cause} It waits for you.</source>
        <translation>{shop}: błąd za błędem z tej samej przyczyny. {cause} Operacja czeka na decyzję.</translation>
    </message>
    <message>
        <source>Already being retried</source>
        <translation>Ponawianie już trwa</translation>
    </message>
    <message>
        <source>Retry started</source>
        <translation>Ponawianie rozpoczęte</translation>
    </message>
    <message>
        <source>Import started in the background</source>
        <translation>Import rozpoczęty w tle</translation>
    </message>
    <message>
        <source>Sync started in the background</source>
        <translation>Synchronizacja rozpoczęta w tle</translation>
    </message>
    <message>
        <source>Export started in the background</source>
        <translation>Eksport rozpoczęty w tle</translation>
    </message>
    <message>
        <source>Undo started in the background</source>
        <translation>Cofanie rozpoczęte w tle</translation>
    </message>
    <message numerus="yes">
        <source>{n} operations. You will be notified when each of them ends.</source>
        <translation>
            <numerusform>{n} operacja. Otrzymasz powiadomienie po jej zakończeniu.</numerusform>
            <numerusform>{n} operacje. Otrzymasz powiadomienie po zakończeniu każdej z nich.</numerusform>
            <numerusform>{n} operacji. Otrzymasz powiadomienie po zakończeniu każdej z nich.</numerusform>
        </translation>
    </message>
    <message>
        <source>Operation #{no} does that already.</source>
        <translation>Robi to już operacja #{no}.</translation>
    </message>
    <message>
        <source>New operation #{no} covers {products}.</source>
        <translation>Nowa operacja #{no} obejmuje {products}.</translation>
    </message>
    <message numerus="yes">
        <source>Importing {n} products from {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Import {n} produktu ze sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Import {n} produktów ze sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Import {n} produktów ze sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronizing {n} products with {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Synchronizacja {n} produktu ze sklepem {shop} rozpoczęta w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Synchronizacja {n} produktów ze sklepem {shop} rozpoczęta w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Synchronizacja {n} produktów ze sklepem {shop} rozpoczęta w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting {n} products to {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Eksport {n} produktu do sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Eksport {n} produktów do sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Eksport {n} produktów do sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undoing changes of {n} products in {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Cofanie zmian {n} produktu w sklepie {shop} rozpoczęte w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Cofanie zmian {n} produktów w sklepie {shop} rozpoczęte w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
            <numerusform>Cofanie zmian {n} produktów w sklepie {shop} rozpoczęte w tle. Otrzymasz powiadomienie po zakończeniu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing products from {shop}. You will be notified when it ends.</source>
        <translation>Import produktów ze sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</translation>
    </message>
    <message>
        <source>Synchronizing products with {shop}. You will be notified when it ends.</source>
        <translation>Synchronizacja produktów ze sklepem {shop} rozpoczęta w tle. Otrzymasz powiadomienie po zakończeniu.</translation>
    </message>
    <message>
        <source>Exporting products to {shop}. You will be notified when it ends.</source>
        <translation>Eksport produktów do sklepu {shop} rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu.</translation>
    </message>
    <message>
        <source>Undoing changes in {shop}. You will be notified when it ends.</source>
        <translation>Cofanie zmian w sklepie {shop} rozpoczęte w tle. Otrzymasz powiadomienie po zakończeniu.</translation>
    </message>
    <message numerus="yes">
        <source>{n} have succeeded meanwhile and are left out.</source>
        <translation>
            <numerusform>{n} przetworzono już później, pominięto go.</numerusform>
            <numerusform>{n} przetworzono już później, pominięto je.</numerusform>
            <numerusform>{n} przetworzono już później, pominięto je.</numerusform>
        </translation>
    </message>
    <message>
        <source>{shop}: there was nothing to change.</source>
        <translation>{shop}: nie było nic do zmiany.</translation>
    </message>
    <message>
        <source>{shop}: {done} without errors in {time}.</source>
        <translation>{shop}: {done} bez błędów w {time}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not imported</source>
        <translation>
            <numerusform>{n} produkt nie został zaimportowany</numerusform>
            <numerusform>{n} produkty nie zostały zaimportowane</numerusform>
            <numerusform>{n} produktów nie zostało zaimportowanych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not synchronized</source>
        <translation>
            <numerusform>{n} produkt nie został zsynchronizowany</numerusform>
            <numerusform>{n} produkty nie zostały zsynchronizowane</numerusform>
            <numerusform>{n} produktów nie zostało zsynchronizowanych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not exported</source>
        <translation>
            <numerusform>{n} produkt nie został wyeksportowany</numerusform>
            <numerusform>{n} produkty nie zostały wyeksportowane</numerusform>
            <numerusform>{n} produktów nie zostało wyeksportowanych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not restored</source>
        <translation>
            <numerusform>{n} produkt nie został przywrócony</numerusform>
            <numerusform>{n} produkty nie zostały przywrócone</numerusform>
            <numerusform>{n} produktów nie zostało przywróconych</numerusform>
        </translation>
    </message>
    <message>
        <source>{shop}: {done} were saved correctly.</source>
        <translation>{shop}: {done} zapisano poprawnie.</translation>
    </message>
    <message>
        <source>{shop}: {done} were saved correctly. Most common reason: {reason} ({k}).</source>
        <translation>{shop}: {done} zapisano poprawnie. Najczęstsza przyczyna: {reason} ({k}).</translation>
    </message>
    <message>
        <source>{shop}: {message}</source>
        <translation>{shop}: {message}</translation>
    </message>
    <message>
        <source>{shop}: {message} Processed: {done}.</source>
        <translation>{shop}: {message} Przetworzono {done}.</translation>
    </message>
    <message>
        <source>{shop}: cancelled before the first product.</source>
        <translation>{shop}: anulowano przed pierwszym produktem.</translation>
    </message>
    <message>
        <source>{shop}: stopped after {done}. What was saved in PPM stays.</source>
        <translation>{shop}: zatrzymano po {done}. Zmiany zapisane w PPM pozostają.</translation>
    </message>
    <message>
        <source>{shop}: stopped after {done}. Saved changes stay in the shop.</source>
        <translation>{shop}: zatrzymano po {done}. Zapisane zmiany pozostały w sklepie.</translation>
    </message>
</context>
<context>
    <name>JobReportDialog</name>
    <message>
        <source>Report of operation #{n}</source>
        <translation>Raport operacji #{n}</translation>
    </message>
    <message>
        <source>All products with their outcome ({n})</source>
        <translation>Wszystkie produkty z wynikiem ({n})</translation>
    </message>
    <message>
        <source>Only failed products ({n})</source>
        <translation>Tylko błędne produkty ({n})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Zapisz…</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>Zapisywanie {file}…</translation>
    </message>
    <message>
        <source>report-{n}.csv</source>
        <translation>raport-{n}.csv</translation>
    </message>
    <message numerus="yes">
        <source>{n} products were written to {file}.</source>
        <translation>
            <numerusform>Zapisano {n} produkt do pliku {file}.</numerusform>
            <numerusform>Zapisano {n} produkty do pliku {file}.</numerusform>
            <numerusform>Zapisano {n} produktów do pliku {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Importing</source>
        <translation>Importowanie</translation>
    </message>
    <message>
        <source>Synchronizing</source>
        <translation>Synchronizacja</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>button</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Take over in {time}</source>
        <translation>Przejmij za {time}</translation>
    </message>
    <message>
        <source>Trial run on {n}</source>
        <translation>Próba na {n}</translation>
    </message>
    <message>
        <source>taken over from {computer}</source>
        <translation>przejęto z {computer}</translation>
    </message>
    <message>
        <source>Show errors ({n})</source>
        <translation>Pokaż błędy ({n})</translation>
    </message>
    <message>
        <source>Counting products…</source>
        <translation>Liczenie produktów…</translation>
    </message>
    <message>
        <source>Waits to start</source>
        <translation>Czeka na rozpoczęcie</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>bez zmian</translation>
    </message>
    <message>
        <source>pauses after what is under way</source>
        <translation>zatrzyma się po bieżących produktach</translation>
    </message>
    <message>
        <source>{n} in a row: {cause}</source>
        <translation>{n} z rzędu: {cause}</translation>
    </message>
    <message>
        <source>waits to be looked at</source>
        <translation>czeka na sprawdzenie</translation>
    </message>
    <message>
        <source>the computer may be asleep</source>
        <translation>komputer może być uśpiony</translation>
    </message>
    <message>
        <source>paused {time}</source>
        <translation>wstrzymano {time}</translation>
    </message>
    <message>
        <source>retried → #{n}</source>
        <translation>ponowiono → #{n}</translation>
    </message>
    <message>
        <source>nothing has changed since the last sync</source>
        <translation>nic się nie zmieniło od ostatniej synchronizacji</translation>
    </message>
    <message>
        <source>{errors} fixed</source>
        <translation>{errors} naprawiono</translation>
    </message>
    <message>
        <source>handed back, waits for a computer to go on</source>
        <translation>oddano, czeka na komputer, który ją przejmie</translation>
    </message>
    <message>
        <source>saved locally for {n} min</source>
        <translation>zapis lokalny od {n} min</translation>
    </message>
    <message>
        <source>{sku} has taken {n} s</source>
        <translation>{sku} trwa już {n} s</translation>
    </message>
    <message>
        <source>the shop has been answering for {n} s</source>
        <translation>sklep odpowiada już {n} s</translation>
    </message>
    <message>
        <source>{computer} silent for {n} s</source>
        <translation>{computer} milczy od {n} s</translation>
    </message>
    <message>
        <source>the web app may go on working</source>
        <translation>aplikacja web może pracować dalej</translation>
    </message>
    <message>
        <source>No. {n} in queue</source>
        <translation>{n}. w&#xa0;kolejce</translation>
    </message>
    <message>
        <source>No. {n} in queue, waits for operation #{other} ({person})</source>
        <translation>{n}. w kolejce, czeka na operację #{other} ({person})</translation>
    </message>
    <message>
        <source>No. {n} in queue, waits for operation #{other}</source>
        <translation>{n}. w&#xa0;kolejce, czeka na operację #{other}</translation>
    </message>
    <message>
        <source>Once more: {products} · attempt {a} of {b}</source>
        <translation>Ponownie: {products} · próba {a}&#xa0;z&#xa0;{b}</translation>
    </message>
    <message>
        <source>Shop returns {code} · attempt {a} of {b}</source>
        <translation>Sklep odpowiada {code} · próba {a}&#xa0;z&#xa0;{b}</translation>
    </message>
    <message>
        <source>Shop does not answer · attempt {a} of {b}</source>
        <translation>Sklep nie odpowiada · próba {a}&#xa0;z&#xa0;{b}</translation>
    </message>
    <message>
        <source>no change for {n} s</source>
        <translation>{n}&#xa0;s bez zmian</translation>
    </message>
    <message>
        <source>Retry in {time}</source>
        <translation>Ponowi za {time}</translation>
    </message>
    <message>
        <source>{verb}, {shop}.</source>
        <translation>{verb}, {shop}.</translation>
    </message>
    <message>
        <source>{status}, {p} percent.</source>
        <translation>{status}, {p} procent.</translation>
    </message>
    <message>
        <source>Started {time}.</source>
        <translation>Rozpoczęto {time}.</translation>
    </message>
    <message>
        <source>Finished {time}.</source>
        <translation>Zakończono {time}.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Oczekuje</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Przetwarzanie</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Wstrzymano</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Anulowanie…</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>Brak sygnału</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Ukończono</translation>
    </message>
    <message>
        <source>With errors</source>
        <translation>Z&#xa0;błędami</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Naprawione</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulowano</translation>
    </message>
    <message>
        <source>Web app</source>
        <translation>Aplikacja web</translation>
    </message>
    <message>
        <source>on {computer} · {person}</source>
        <translation>na {computer} · {person}</translation>
    </message>
    <message>
        <source>now on {computer} · {person}</source>
        <translation>teraz na {computer} · {person}</translation>
    </message>
    <message>
        <source>Cancelling has been asked for already.</source>
        <translation>Anulowanie już zlecono.</translation>
    </message>
    <message>
        <source>There is no connection to the database.</source>
        <translation>Brak połączenia z&#xa0;bazą.</translation>
    </message>
    <message>
        <source>In the web app.</source>
        <translation>W&#xa0;aplikacji web.</translation>
    </message>
    <message>
        <source>Runs on {computer}, {person}.</source>
        <translation>Uruchomione na komputerze {computer}, {person}.</translation>
    </message>
    <message>
        <source>On this computer.</source>
        <translation>Na tym komputerze.</translation>
    </message>
    <message>
        <source>show errors</source>
        <translation>pokaż błędy</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>anuluj</translation>
    </message>
    <message>
        <source>Available: {actions}.</source>
        <translation>Dostępne: {actions}.</translation>
    </message>
</context>
<context>
    <name>JobStory</name>
    <message>
        <source>Queued, {person}</source>
        <translation>Dodano do kolejki, {person}</translation>
    </message>
    <message>
        <source>Request limit ({code}), slowed down</source>
        <translation>Limit zapytań ({code}), zwolniono</translation>
    </message>
    <message>
        <source>Cancelling asked for, {person}</source>
        <translation>Zlecono anulowanie, {person}</translation>
    </message>
    <message>
        <source>Stopped: {cause}</source>
        <translation>Zatrzymano: {cause}</translation>
    </message>
    <message>
        <source>First error: {sku}</source>
        <translation>Pierwszy błąd: {sku}</translation>
    </message>
    <message>
        <source>Pausing asked for, {person}</source>
        <translation>Poproszono o wstrzymanie, {person}</translation>
    </message>
    <message>
        <source>Paused after {done}</source>
        <translation>Wstrzymano po {done}</translation>
    </message>
    <message>
        <source>Retried as #{job}, {person}</source>
        <translation>Ponowiono jako #{job}, {person}</translation>
    </message>
    <message>
        <source>Taken over from {from}: {host}, {person}</source>
        <translation>Przejęto z {from}: {host}, {person}</translation>
    </message>
    <message>
        <source>Goes on, {person}</source>
        <translation>Wznowiono, {person}</translation>
    </message>
    <message>
        <source>Cancelled, {person}</source>
        <translation>Anulowano, {person}</translation>
    </message>
    <message>
        <source>Counting products…</source>
        <translation>Liczenie produktów…</translation>
    </message>
    <message>
        <source>Processing, {progress}</source>
        <translation>Przetwarzanie, {progress}</translation>
    </message>
    <message>
        <source>Paused after the same failure again and again. {cause}</source>
        <translation>Wstrzymano po takich samych błędach z rzędu. {cause}</translation>
    </message>
    <message numerus="yes">
        <source>the other {k} were saved</source>
        <translation>
            <numerusform>pozostały {k} zapisano</numerusform>
            <numerusform>pozostałe {k} zapisano</numerusform>
            <numerusform>pozostałe {k} zapisano</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not imported, {rest}.</source>
        <translation>
            <numerusform>{a_of_b} nie został zaimportowany, {rest}.</numerusform>
            <numerusform>{a_of_b} nie zostały zaimportowane, {rest}.</numerusform>
            <numerusform>{a_of_b} nie zostało zaimportowanych, {rest}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not imported.</source>
        <translation>
            <numerusform>{a_of_b} nie został zaimportowany.</numerusform>
            <numerusform>{a_of_b} nie zostały zaimportowane.</numerusform>
            <numerusform>{a_of_b} nie zostało zaimportowanych.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not processed, {rest}.</source>
        <translation>
            <numerusform>{a_of_b} nie został przetworzony, {rest}.</numerusform>
            <numerusform>{a_of_b} nie zostały przetworzone, {rest}.</numerusform>
            <numerusform>{a_of_b} nie zostało przetworzonych, {rest}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not processed.</source>
        <translation>
            <numerusform>{a_of_b} nie został przetworzony.</numerusform>
            <numerusform>{a_of_b} nie zostały przetworzone.</numerusform>
            <numerusform>{a_of_b} nie zostało przetworzonych.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Tryb</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikty</translation>
    </message>
    <message>
        <source>up to {n} per request, growing interval</source>
        <translation>do {n} na zapytanie, odstęp rosnący</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Próby</translation>
    </message>
    <message>
        <source>Undoes operation #{n}</source>
        <translation>Cofnięcie operacji #{n}</translation>
    </message>
    <message>
        <source>Does a part of operation #{n} again</source>
        <translation>Ponowienie części operacji #{n}</translation>
    </message>
    <message>
        <source>Category: {name}, with subcategories</source>
        <translation>Kategoria: {name}, z&#xa0;podkategoriami</translation>
    </message>
    <message>
        <source>Category: {name}</source>
        <translation>Kategoria: {name}</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>Wszystkie produkty</translation>
    </message>
    <message>
        <source>Selected products ({n})</source>
        <translation>Wybrane produkty ({n})</translation>
    </message>
    <message>
        <source>keep PPM data</source>
        <translation>zachowaj dane z&#xa0;PPM</translation>
    </message>
    <message>
        <source>use shop data</source>
        <translation>użyj danych ze sklepu</translation>
    </message>
    <message>
        <source>note the conflict</source>
        <translation>zapisz konflikt do decyzji</translation>
    </message>
    <message>
        <source>Started, {person}</source>
        <translation>Rozpoczęto, {person}</translation>
    </message>
    <message>
        <source>Started, {products}, {person}</source>
        <translation>Rozpoczęto, {products}, {person}</translation>
    </message>
    <message>
        <source>Retry in {time} (shop: {code})</source>
        <translation>Ponowienie za {time} (sklep: {code})</translation>
    </message>
    <message>
        <source>Finished without errors</source>
        <translation>Zakończono bez błędów</translation>
    </message>
    <message numerus="yes">
        <source>Finished with {n} errors</source>
        <translation>
            <numerusform>Zakończono&#xa0;z&#xa0;{n}&#xa0;błędem</numerusform>
            <numerusform>Zakończono&#xa0;z&#xa0;{n}&#xa0;błędami</numerusform>
            <numerusform>Zakończono&#xa0;z&#xa0;{n}&#xa0;błędami</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptPane</name>
    <message>
        <source>Products that stay as they are</source>
        <translation>Produkty, które pozostaną bez zmian</translation>
    </message>
    <message>
        <source>No product is skipped.</source>
        <translation>Żaden produkt nie zostanie pominięty.</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Pominięte</translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation>Pokaż jeszcze&#xa0;{n}</translation>
    </message>
    <message>
        <source>and {n} more in the CSV file</source>
        <translation>i&#xa0;{n} kolejnych w&#xa0;pliku CSV</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Show the key</source>
        <translation>Pokaż klucz</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Ukryj klucz</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Help</source>
        <translation>Pomoc</translation>
    </message>
    <message>
        <source>Scheduled operations…</source>
        <translation>Zaplanowane operacje…</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Otwórz folder dziennika</translation>
    </message>
</context>
<context>
    <name>NewJobDialog</name>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message>
        <source>Start with a trial run on {n}</source>
        <translation>Zacznij od próby na {n}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Schedule…</source>
        <translation>Zaplanuj…</translation>
    </message>
    <message>
        <source>Start import</source>
        <translation>Rozpocznij import</translation>
    </message>
    <message>
        <source>Start sync</source>
        <translation>Rozpocznij synchronizację</translation>
    </message>
    <message>
        <source>Start export</source>
        <translation>Rozpocznij eksport</translation>
    </message>
    <message>
        <source>Nothing to change, data matches.</source>
        <translation>Nie ma nic do zmiany, dane są zgodne.</translation>
    </message>
    <message>
        <source>An import writes only to PPM. What changed on both sides follows your choice.</source>
        <translation>Import zapisuje tylko w PPM. O tym, co zmieniono po obu stronach, decyduje wybór po lewej.</translation>
    </message>
    <message>
        <source>No preview. An unusually big change will stop before anything is written and ask for a number.</source>
        <translation>Bez podglądu. Przy nietypowo dużej zmianie operacja zatrzyma się przed zapisem i poprosi o liczbę produktów.</translation>
    </message>
</context>
<context>
    <name>NoticeEntry</name>
    <message>
        <source>Remove from the list</source>
        <translation>Usuń z listy</translation>
    </message>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} raz</numerusform>
            <numerusform>{n} razy</numerusform>
            <numerusform>{n} razy</numerusform>
        </translation>
    </message>
    <message>
        <source>unread</source>
        <translation>nieprzeczytane</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Today</source>
        <translation>Dzisiaj</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Wczoraj</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Wcześniej</translation>
    </message>
</context>
<context>
    <name>NoticeWords</name>
    <message>
        <source>Started by: {person}, {computer}.</source>
        <translation>Rozpoczęto: {person}, {computer}.</translation>
    </message>
    <message>
        <source>{shop}: connection test failed</source>
        <translation>{shop}: test połączenia nie powiódł się</translation>
    </message>
    <message>
        <source>No connection to the database</source>
        <translation>Brak połączenia z bazą danych</translation>
    </message>
    <message>
        <source>The database answers again</source>
        <translation>Baza danych znów odpowiada</translation>
    </message>
    <message>
        <source>Operations on this computer continue, progress is saved once the connection is back.</source>
        <translation>Operacje na tym komputerze trwają, postęp zapisze się po powrocie połączenia.</translation>
    </message>
    <message>
        <source>It did not answer for {time}. The list shows the newest state.</source>
        <translation>Nie odpowiadała przez {time}. Lista pokazuje najnowszy stan.</translation>
    </message>
    <message>
        <source>See details</source>
        <translation>Zobacz szczegóły</translation>
    </message>
    <message>
        <source>Show progress</source>
        <translation>Pokaż postęp</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Kontynuuj</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Show errors ({n})</source>
        <translation>Pokaż błędy ({n})</translation>
    </message>
    <message>
        <source>Open shop settings</source>
        <translation>Otwórz ustawienia sklepu</translation>
    </message>
    <message>
        <source>Retry failed only</source>
        <translation>Ponów tylko błędne</translation>
    </message>
    <message>
        <source>Open shops</source>
        <translation>Otwórz sklepy</translation>
    </message>
</context>
<context>
    <name>NotificationDrawer</name>
    <message>
        <source>Notifications</source>
        <translation>Powiadomienia</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Oznacz jako przeczytane</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>All</source>
        <comment>notifications</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Nieprzeczytane</translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>notifications</comment>
        <translation>Błędy</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Pokaż starsze</translation>
    </message>
    <message>
        <source>No notifications.</source>
        <translation>Brak powiadomień.</translation>
    </message>
</context>
<context>
    <name>NotificationsCard</name>
    <message>
        <source>Notifications</source>
        <translation>Powiadomienia</translation>
    </message>
    <message>
        <source>System notifications</source>
        <translation>Dymki systemowe</translation>
    </message>
    <message>
        <source>When the window is minimised</source>
        <translation>Gdy okno jest zminimalizowane</translation>
    </message>
    <message>
        <source>Started operations</source>
        <translation>Rozpoczęte operacje</translation>
    </message>
    <message>
        <source>Completed operations</source>
        <translation>Ukończone operacje</translation>
    </message>
    <message>
        <source>Operations with errors</source>
        <translation>Operacje z błędami</translation>
    </message>
    <message>
        <source>Stopped operations</source>
        <translation>Zatrzymane operacje</translation>
    </message>
    <message>
        <source>Cancelled operations</source>
        <translation>Anulowane operacje</translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>How it changes: {field}</source>
        <translation>Sposób zmiany: {field}</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Zaokrąglenie</translation>
    </message>
</context>
<context>
    <name>OperationChoices</name>
    <message>
        <source>Operation type</source>
        <translation>Rodzaj operacji</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Sklepy</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Zakres</translation>
    </message>
    <message>
        <source>Choose at least one shop.</source>
        <translation>Wybierz co najmniej jeden sklep.</translation>
    </message>
    <message>
        <source>Choose a category.</source>
        <translation>Wybierz kategorię.</translation>
    </message>
    <message>
        <source>Paste at least one SKU.</source>
        <translation>Wklej co najmniej jedno SKU.</translation>
    </message>
    <message>
        <source>Add shop…</source>
        <translation>Dodaj sklep…</translation>
    </message>
    <message>
        <source>Only changed since the last sync</source>
        <translation>Tylko zmienione od ostatniej synchronizacji</translation>
    </message>
    <message>
        <source>Create missing categories</source>
        <translation>Utwórz brakujące kategorie</translation>
    </message>
    <message>
        <source>When data differs</source>
        <translation>Gdy dane się różnią</translation>
    </message>
    <message>
        <source>changed on both sides</source>
        <translation>zmieniono po obu stronach</translation>
    </message>
    <message>
        <source>default</source>
        <translation>domyślnie</translation>
    </message>
    <message>
        <source>Note the conflict</source>
        <translation>Zapisz konflikt do decyzji</translation>
    </message>
    <message>
        <source>Keep shop data</source>
        <translation>Zachowaj dane sklepu</translation>
    </message>
    <message>
        <source>product skipped</source>
        <translation>produkt pominięty</translation>
    </message>
    <message>
        <source>Send PPM data</source>
        <translation>Wyślij dane z PPM</translation>
    </message>
    <message>
        <source>Keep PPM data</source>
        <translation>Zachowaj dane z PPM</translation>
    </message>
    <message>
        <source>Use shop data</source>
        <translation>Użyj danych ze sklepu</translation>
    </message>
    <message>
        <source>Every shop has its own categories: choose one shop.</source>
        <translation>Każdy sklep ma własne kategorie: wybierz jeden sklep.</translation>
    </message>
</context>
<context>
    <name>OperationsCard</name>
    <message>
        <source>Operations</source>
        <translation>Operacje</translation>
    </message>
    <message>
        <source>Operations at once</source>
        <translation>Operacje naraz</translation>
    </message>
    <message>
        <source>On one computer, each of another shop</source>
        <translation>Na jednym komputerze, każda z innego sklepu</translation>
    </message>
    <message>
        <source>Requests at once, import</source>
        <translation>Zapytania naraz, import</translation>
    </message>
    <message>
        <source>At most, to one shop</source>
        <translation>Najwyżej, do jednego sklepu</translation>
    </message>
    <message>
        <source>Requests at once, sync and export</source>
        <translation>Zapytania naraz, synchronizacja i eksport</translation>
    </message>
    <message>
        <source>Products in a trial</source>
        <translation>Produkty w próbie</translation>
    </message>
    <message>
        <source>Ask when products are switched off</source>
        <translation>Pytaj przy wyłączaniu produktów</translation>
    </message>
    <message>
        <source>From this share on, unless the shop has its own</source>
        <translation>Od takiego udziału, chyba że sklep ma własny</translation>
    </message>
    <message>
        <source>Ask when prices change</source>
        <translation>Pytaj przy zmianie cen</translation>
    </message>
    <message>
        <source>From this change on, unless the shop has its own</source>
        <translation>Od takiej zmiany, chyba że sklep ma własną</translation>
    </message>
</context>
<context>
    <name>OriginChip</name>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
</context>
<context>
    <name>PermissionTable</name>
    <message>
        <source>Read</source>
        <translation>Odczyt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dodaj</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Zmień</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>jest</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>niepotrzebne</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Zasób</translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message>
        <source>New</source>
        <translation>Nowe</translation>
    </message>
    <message>
        <source>To update</source>
        <translation>Do zmiany</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikty</translation>
    </message>
    <message>
        <source>Not linked</source>
        <translation>Niepowiązane</translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>counted</comment>
        <translation>Błędy</translation>
    </message>
    <message>
        <source>{shop} (stays)</source>
        <translation>{shop} (zostaje)</translation>
    </message>
    <message>
        <source>{shop} (now)</source>
        <translation>{shop} (teraz)</translation>
    </message>
    <message>
        <source>PPM</source>
        <translation>PPM</translation>
    </message>
    <message>
        <source>PPM (will be sent)</source>
        <translation>PPM (zostanie wysłane)</translation>
    </message>
    <message numerus="yes">
        <source>{n} products would be switched off</source>
        <translation>
            <numerusform>{n} produkt zostałby wyłączony</numerusform>
            <numerusform>{n} produkty zostałyby wyłączone</numerusform>
            <numerusform>{n} produktów zostałoby wyłączonych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} prices would change a lot</source>
        <translation>
            <numerusform>{n} cena zmieniłaby się znacznie</numerusform>
            <numerusform>{n} ceny zmieniłyby się znacznie</numerusform>
            <numerusform>{n} cen zmieniłoby się znacznie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products would lose their name</source>
        <translation>
            <numerusform>{n} produkt straciłby nazwę</numerusform>
            <numerusform>{n} produkty straciłyby nazwę</numerusform>
            <numerusform>{n} produktów straciłoby nazwę</numerusform>
        </translation>
    </message>
    <message>
        <source>Unusually big change: {what}.</source>
        <translation>Nietypowo duża zmiana: {what}.</translation>
    </message>
    <message>
        <source>checked {a_of_b} · {time}</source>
        <translation>sprawdzono {a_of_b} · {time}</translation>
    </message>
    <message>
        <source>{time} at {n}/min</source>
        <translation>{time} przy tempie {n}/min</translation>
    </message>
    <message>
        <source>New</source>
        <comment>one product</comment>
        <translation>Nowy</translation>
    </message>
    <message>
        <source>To update</source>
        <comment>one product</comment>
        <translation>Do zmiany</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <comment>one product</comment>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Not linked</source>
        <comment>one product</comment>
        <translation>Niepowiązany</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>The shop has the same data already.</source>
        <translation>Sklep ma już te same dane.</translation>
    </message>
    <message>
        <source>Not linked to this shop; an export looks it up by SKU, or creates it.</source>
        <translation>Niepowiązany z tym sklepem; eksport znajdzie go po SKU albo utworzy.</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more fields</source>
        <translation>
            <numerusform>i jeszcze {n} pole</numerusform>
            <numerusform>i jeszcze {n} pola</numerusform>
            <numerusform>i jeszcze {n} pól</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PriceFileDialog</name>
    <message>
        <source>Prices and stock from a file</source>
        <translation>Wczytaj ceny i&#xa0;stany z&#xa0;pliku</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Powód</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Zmień…</translation>
    </message>
    <message>
        <source>To change</source>
        <translation>Do zmiany</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Bez zmian</translation>
    </message>
    <message>
        <source>Change over 50%</source>
        <translation>Zmiana ponad 50%</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Odrzucone</translation>
    </message>
    <message>
        <source>Lines of the file</source>
        <translation>Wiersze pliku</translation>
    </message>
    <message>
        <source>What will change</source>
        <translation>Co się zmieni</translation>
    </message>
    <message>
        <source>Dry run, nothing saved</source>
        <translation>Próba bez zapisu</translation>
    </message>
    <message>
        <source>in PPM; shops only after a sync</source>
        <translation>w&#xa0;PPM, sklepy dopiero po synchronizacji</translation>
    </message>
    <message>
        <source>All</source>
        <comment>lines</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Over 50%</source>
        <translation>Ponad 50%</translation>
    </message>
    <message>
        <source>Refused lines to CSV</source>
        <translation>Odrzucone do CSV</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Sprawdzanie…</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} KB</translation>
    </message>
    <message numerus="yes">
        <source>{n} lines</source>
        <translation>
            <numerusform>{n} wiersz</numerusform>
            <numerusform>{n} wiersze</numerusform>
            <numerusform>{n} wierszy</numerusform>
        </translation>
    </message>
    <message>
        <source>No line is refused.</source>
        <translation>Żaden wiersz nie został odrzucony.</translation>
    </message>
    <message numerus="yes">
        <source>You are changing the prices of {n} products, {m} of them by more than 50%.</source>
        <translation>
            <numerusform>Zmienisz cenę {n} produktu, z&#xa0;tego {m} o&#xa0;ponad 50%.</numerusform>
            <numerusform>Zmienisz ceny {n} produktów, {m} z&#xa0;nich o&#xa0;ponad 50%.</numerusform>
            <numerusform>Zmienisz ceny {n} produktów, {m} z&#xa0;nich o&#xa0;ponad 50%.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save in PPM</source>
        <translation>Zapisz w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Type the number of products first.</source>
        <translation>Najpierw wpisz liczbę produktów.</translation>
    </message>
    <message>
        <source>There is nothing to save.</source>
        <translation>Nie ma nic do zapisania.</translation>
    </message>
    <message>
        <source>{file}-refused.csv</source>
        <translation>{file}-odrzucone.csv</translation>
    </message>
    <message>
        <source>The file cannot be written: {reason}</source>
        <translation>Nie można zapisać pliku: {reason}</translation>
    </message>
    <message>
        <source>Choose a file with prices and stock</source>
        <translation>Wybierz plik z&#xa0;cenami i&#xa0;stanami</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.xlsx)</source>
        <translation>Tabele (*.csv *.txt *.xlsx)</translation>
    </message>
</context>
<context>
    <name>PriceMapper</name>
    <message>
        <source>The API key may not read the shop&apos;s groups. Enable GET for &quot;groups&quot; in its back office.</source>
        <translation>Klucz API nie może odczytać grup klientów sklepu. Włącz GET dla zasobu „groups” w&#xa0;panelu sklepu.</translation>
    </message>
    <message>
        <source>The shop&apos;s own price is the price group {base}. Groups of customers with a price group here get prices of their own.</source>
        <translation>Cena podstawowa sklepu to grupa cenowa {base}. Grupy klientów, którym przypiszesz tu grupę cenową, dostają własne ceny.</translation>
    </message>
    <message>
        <source>Price group of {name}</source>
        <translation>Grupa cenowa dla: {name}</translation>
    </message>
    <message>
        <source>no prices of its own</source>
        <translation>bez własnych cen</translation>
    </message>
</context>
<context>
    <name>ProductCellDelegate</name>
    <message>
        <source>Exact match</source>
        <translation>Dokładne dopasowanie</translation>
    </message>
    <message>
        <source>Similar SKUs</source>
        <translation>Podobne SKU</translation>
    </message>
    <message>
        <source>{shop}: sending {p}</source>
        <translation>{shop}: wysyłanie {p}</translation>
    </message>
</context>
<context>
    <name>ProductFilters</name>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
    <message>
        <source>Sync state</source>
        <translation>Stan synchronizacji</translation>
    </message>
    <message>
        <source>All shops</source>
        <translation>Wszystkie sklepy</translation>
    </message>
    <message numerus="yes">
        <source>{n} exact matches</source>
        <translation>
            <numerusform>{n} dokładne dopasowanie</numerusform>
            <numerusform>{n} dokładne dopasowania</numerusform>
            <numerusform>{n} dokładnych dopasowań</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} similar</source>
        <translation>
            <numerusform>{n} podobny</numerusform>
            <numerusform>{n} podobne</numerusform>
            <numerusform>{n} podobnych</numerusform>
        </translation>
    </message>
    <message>
        <source>Search SKU, name, EAN</source>
        <translation>Szukaj SKU, nazwy, EAN</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Wyczyść szukanie</translation>
    </message>
    <message>
        <source>Error</source>
        <comment>sync state</comment>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Conflict</source>
        <comment>sync state</comment>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <comment>sync state</comment>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message>
        <source>Not sent</source>
        <comment>sync state</comment>
        <translation>Nie wysłano</translation>
    </message>
    <message>
        <source>Switched off</source>
        <comment>sync state</comment>
        <translation>Wyłączony</translation>
    </message>
    <message>
        <source>In sync</source>
        <comment>sync state</comment>
        <translation>Zgodny</translation>
    </message>
</context>
<context>
    <name>ProductHead</name>
    <message>
        <source>Pick all</source>
        <translation>Zaznacz wszystkie</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>column</comment>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>PrestaShop Sync</source>
        <translation>PrestaShop Sync</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Zmieniono</translation>
    </message>
</context>
<context>
    <name>ProductHistoryPane</name>
    <message>
        <source>History of</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Eksportuj CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Values at a moment</source>
        <translation>Stan na chwilę</translation>
    </message>
    <message>
        <source>drag, or use the arrows</source>
        <translation>przeciągnij lub użyj strzałek</translation>
    </message>
    <message>
        <source>All</source>
        <comment>touches</comment>
        <translation>Wszystko</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Zmiany</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Błędy</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Restore this state…</source>
        <translation>Przywróć ten stan…</translation>
    </message>
    <message>
        <source>History of {sku}</source>
        <translation>Historia {sku}</translation>
    </message>
    <message>
        <source>All shops</source>
        <translation>Wszystkie sklepy</translation>
    </message>
    <message>
        <source>PPM has the values of this moment, or they are not known.</source>
        <translation>PPM ma wartości z&#xa0;tej chwili albo nie są one znane.</translation>
    </message>
    <message>
        <source>history-{sku}.csv</source>
        <translation>historia-{sku}.csv</translation>
    </message>
    <message>
        <source>The file cannot be written: {reason}</source>
        <translation>Nie można zapisać pliku: {reason}</translation>
    </message>
</context>
<context>
    <name>ProductListView</name>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
</context>
<context>
    <name>ProductMenu</name>
    <message>
        <source>Sync ({n})…</source>
        <translation>Synchronizuj ({n})…</translation>
    </message>
    <message>
        <source>Export ({n})…</source>
        <translation>Eksportuj ({n})…</translation>
    </message>
    <message>
        <source>Sync…</source>
        <translation>Synchronizuj…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksportuj…</translation>
    </message>
    <message>
        <source>Edit ({n})…</source>
        <translation>Edytuj ({n})…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Edytuj…</translation>
    </message>
    <message>
        <source>Switch on in PPM</source>
        <translation>Włącz w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Switch off in PPM</source>
        <translation>Wyłącz w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Copy SKUs ({n})</source>
        <translation>Kopiuj SKU ({n})</translation>
    </message>
    <message>
        <source>Copy SKU</source>
        <translation>Kopiuj SKU</translation>
    </message>
    <message>
        <source>SKU history</source>
        <translation>Historia SKU</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>Odznacz</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Zaznacz</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Zaznacz wszystkie</translation>
    </message>
</context>
<context>
    <name>ProductRow</name>
    <message>
        <source>switched off</source>
        <translation>wyłączony</translation>
    </message>
    <message>
        <source>Error: {reason}</source>
        <translation>Błąd: {reason}</translation>
    </message>
    <message>
        <source>{sku}, {name}. Net price {price}, stock {stock}.</source>
        <translation>{sku}, {name}. Cena netto {price}, stan {stock}.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Conflict: changed on both sides</source>
        <translation>Konflikt: zmieniono po obu stronach</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Czeka na wysłanie</translation>
    </message>
    <message>
        <source>Not sent to this shop</source>
        <translation>Nie wysłano do tego sklepu</translation>
    </message>
    <message>
        <source>Switched off for this shop</source>
        <translation>Wyłączony dla tego sklepu</translation>
    </message>
    <message>
        <source>In sync with the shop</source>
        <translation>Zgodny ze sklepem</translation>
    </message>
    <message>
        <source>yes</source>
        <comment>active</comment>
        <translation>tak</translation>
    </message>
    <message>
        <source>no</source>
        <comment>active</comment>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>ProductsHeader</name>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Prices from a file…</source>
        <translation>Ceny z&#xa0;pliku…</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolumny</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message numerus="yes">
        <source>{products} in {m} shops</source>
        <translation>
            <numerusform>{products} w&#xa0;{m}&#xa0;sklepie</numerusform>
            <numerusform>{products} w&#xa0;{m}&#xa0;sklepach</numerusform>
            <numerusform>{products} w&#xa0;{m}&#xa0;sklepach</numerusform>
        </translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Active</source>
        <comment>column</comment>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>PrestaShop Sync</source>
        <translation>PrestaShop Sync</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Zmieniono</translation>
    </message>
</context>
<context>
    <name>ProductsView</name>
    <message>
        <source>Connect now</source>
        <translation>Połącz teraz</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>There is no product with SKU {sku}</source>
        <translation>Nie ma produktu o&#xa0;SKU {sku}</translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation>Nie ma jeszcze produktów</translation>
    </message>
    <message>
        <source>Import them from a shop: they appear here with their prices, stock and state in every shop.</source>
        <translation>Zaimportuj je ze sklepu, a&#xa0;pojawią się tu z&#xa0;cenami, stanami i&#xa0;synchronizacją z&#xa0;każdym sklepem.</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message>
        <source>new operation</source>
        <translation>nowa operacja</translation>
    </message>
    <message>
        <source>No products match the criteria</source>
        <translation>Brak produktów spełniających kryteria</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Wyczyść filtry</translation>
    </message>
    <message>
        <source>It may not have been imported yet.</source>
        <translation>Mógł nie zostać jeszcze zaimportowany.</translation>
    </message>
    <message>
        <source>Import this product</source>
        <translation>Zaimportuj ten produkt</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message>
        <source>Cancel operations and quit</source>
        <translation>Anuluj operacje i zakończ</translation>
    </message>
    <message>
        <source>In the tray they go on. After quitting you can finish them later.</source>
        <translation>Po przejściu do zasobnika działają dalej. Po zakończeniu programu można je dokończyć później.</translation>
    </message>
    <message>
        <source>Keep running in tray</source>
        <translation>Pracuj w zasobniku</translation>
    </message>
    <message>
        <source>What is saved stays. You can finish the rest later.</source>
        <translation>Zapisane produkty pozostaną. Resztę możesz dokończyć później.</translation>
    </message>
</context>
<context>
    <name>RefreshingCard</name>
    <message>
        <source>Refreshing</source>
        <translation>Odświeżanie</translation>
    </message>
    <message>
        <source>Automatic: 2 s with 5 or more operations, 3 s by default, 10 s with none</source>
        <translation>Automatycznie: 2 s przy 5 lub więcej operacjach, 3 s domyślnie, 10 s bez operacji</translation>
    </message>
    <message>
        <source>Refresh rate</source>
        <translation>Tempo odświeżania</translation>
    </message>
    <message>
        <source>Address of a Redis server through which desktops tell each other of changes at once</source>
        <translation>Adres serwera Redis, przez który komputery od razu mówią sobie o zmianach</translation>
    </message>
    <message>
        <source>Instant updates</source>
        <translation>Natychmiastowe zmiany</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatycznie</translation>
    </message>
    <message>
        <source>every {n} s</source>
        <translation>co {n} s</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>A product needs a name.</source>
        <translation>Produkt musi mieć nazwę.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>Nazwa jest za długa.</translation>
    </message>
    <message>
        <source>Type a price, such as 649.00.</source>
        <translation>Wpisz cenę, na przykład 649,00.</translation>
    </message>
    <message>
        <source>This is no price. Type a number, such as 649.00.</source>
        <translation>To nie jest cena. Wpisz liczbę, na przykład 649,00.</translation>
    </message>
    <message>
        <source>A price cannot be negative.</source>
        <translation>Cena nie może być ujemna.</translation>
    </message>
    <message>
        <source>The price is too big.</source>
        <translation>Cena jest za duża.</translation>
    </message>
    <message>
        <source>Type a stock, such as 14.</source>
        <translation>Wpisz stan, na przykład 14.</translation>
    </message>
    <message>
        <source>Stock is a whole number, such as 14.</source>
        <translation>Stan to liczba całkowita, na przykład 14.</translation>
    </message>
    <message>
        <source>Stock cannot be negative.</source>
        <translation>Stan nie może być ujemny.</translation>
    </message>
    <message>
        <source>The stock is too big.</source>
        <translation>Stan jest za duży.</translation>
    </message>
    <message>
        <source>Choose yes or no.</source>
        <translation>Wybierz tak lub nie.</translation>
    </message>
    <message>
        <source>Stock belongs to the variants of this product.</source>
        <translation>Stan należy do wariantów tego produktu.</translation>
    </message>
    <message>
        <source>More than that is reserved for orders.</source>
        <translation>Więcej sztuk jest zarezerwowanych na zamówienia.</translation>
    </message>
    <message>
        <source>The product does not exist any more.</source>
        <translation>Tego produktu już nie ma.</translation>
    </message>
</context>
<context>
    <name>RemoveJobsDialog</name>
    <message numerus="yes">
        <source>Remove {n} operations from the list?</source>
        <translation>
            <numerusform>Usunąć {n} operację z listy?</numerusform>
            <numerusform>Usunąć {n} operacje z listy?</numerusform>
            <numerusform>Usunąć {n} operacji z listy?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the operation from the list?</source>
        <translation>Usunąć operację z listy?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Usuń</translation>
    </message>
    <message numerus="yes">
        <source>The list of {n} failed SKUs goes too.</source>
        <translation>
            <numerusform>Lista {n} błędnego SKU też zniknie.</numerusform>
            <numerusform>Lista {n} błędnych SKU też zniknie.</numerusform>
            <numerusform>Lista {n} błędnych SKU też zniknie.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was changed in the shop cannot be undone from here any more.</source>
        <translation>Zmian w sklepie nie będzie już można stąd cofnąć.</translation>
    </message>
    <message>
        <source>Products are not changed.</source>
        <translation>Produktów to nie zmieni.</translation>
    </message>
</context>
<context>
    <name>RemoveShopDialog</name>
    <message>
        <source>Remove {shop} from PPM for good?</source>
        <translation>Usunąć sklep {shop} z&#xa0;PPM na zawsze?</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Usuń na zawsze</translation>
    </message>
    <message>
        <source>Type the shop&apos;s name: {shop}</source>
        <translation>Wpisz nazwę sklepu: {shop}</translation>
    </message>
    <message>
        <source>Operation #{id} of this shop has not ended. Cancel it, or wait until it has.</source>
        <translation>Operacja #{id} tego sklepu jeszcze trwa. Anuluj ją albo poczekaj, aż się skończy.</translation>
    </message>
    <message>
        <source>Possible once the name is typed.</source>
        <translation>Możliwe po wpisaniu nazwy.</translation>
    </message>
    <message>
        <source>Products in the shop stay.</source>
        <translation>Produkty w&#xa0;sklepie pozostaną.</translation>
    </message>
    <message>
        <source>The links of {products} and the history of {operations} go.</source>
        <translation>Znikną powiązania {products} i&#xa0;historia {operations}.</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>Export report</source>
        <translation>Eksportuj raport</translation>
    </message>
    <message>
        <source>The file cannot be written: {reason}</source>
        <translation>Nie można zapisać pliku: {reason}</translation>
    </message>
</context>
<context>
    <name>RetentionCard</name>
    <message>
        <source>Retention</source>
        <translation>Przechowywanie</translation>
    </message>
    <message>
        <source>History statistics stay</source>
        <translation>Statystyki w Historii pozostają</translation>
    </message>
    <message>
        <source>Delete completed operations after</source>
        <translation>Usuwaj ukończone operacje po</translation>
    </message>
    <message>
        <source>Delete failed operations after</source>
        <translation>Usuwaj operacje z błędami po</translation>
    </message>
    <message>
        <source>Archive deleted operations</source>
        <translation>Archiwizuj usuwane operacje</translation>
    </message>
    <message>
        <source>Without their products</source>
        <translation>Bez ich produktów</translation>
    </message>
    <message>
        <source>So long operations can be undone</source>
        <translation>Tak długo można cofnąć operację</translation>
    </message>
    <message>
        <source>Delete earlier values after</source>
        <translation>Usuwaj poprzednie wartości po</translation>
    </message>
    <message>
        <source>Delete products without errors after</source>
        <translation>Usuwaj produkty bez błędów po</translation>
    </message>
    <message>
        <source>From the record of an operation</source>
        <translation>Z zapisu operacji</translation>
    </message>
    <message>
        <source>Delete products with errors after</source>
        <translation>Usuwaj produkty z błędami po</translation>
    </message>
    <message>
        <source>Delete notifications after</source>
        <translation>Usuwaj powiadomienia po</translation>
    </message>
</context>
<context>
    <name>RetryConfirmDialog</name>
    <message>
        <source>Failed only ({n})</source>
        <translation>Tylko błędne ({n})</translation>
    </message>
    <message>
        <source>Retry the whole operation?</source>
        <translation>Ponowić całą operację?</translation>
    </message>
    <message numerus="yes">
        <source>Retry all {n} products?</source>
        <translation>
            <numerusform>Ponowić {n} produkt?</numerusform>
            <numerusform>Ponowić wszystkie {n} produkty?</numerusform>
            <numerusform>Ponowić wszystkie {n} produktów?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them are already saved and will be checked again.</source>
        <translation>
            <numerusform>{n} z nich jest już zapisany i zostanie sprawdzony jeszcze raz.</numerusform>
            <numerusform>{n} z nich są już zapisane i zostaną sprawdzone jeszcze raz.</numerusform>
            <numerusform>{n} z nich jest już zapisanych i zostanie sprawdzonych jeszcze raz.</numerusform>
        </translation>
    </message>
    <message>
        <source>Usually what failed is enough.</source>
        <translation>Zwykle wystarczą błędne.</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Ponów wszystko</translation>
    </message>
    <message>
        <source>Retry all ({n})</source>
        <translation>Ponów wszystko ({n})</translation>
    </message>
</context>
<context>
    <name>ScheduleDialog</name>
    <message>
        <source>Schedule an operation</source>
        <translation>Zaplanuj operację</translation>
    </message>
    <message>
        <source>Schedule import</source>
        <translation>Zaplanuj import</translation>
    </message>
    <message>
        <source>Schedule sync</source>
        <translation>Zaplanuj synchronizację</translation>
    </message>
    <message>
        <source>Schedule export</source>
        <translation>Zaplanuj eksport</translation>
    </message>
    <message>
        <source>Once</source>
        <comment>schedule</comment>
        <translation>Jednorazowo</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Codziennie</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Co tydzień</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Jak często</translation>
    </message>
    <message>
        <source>Day</source>
        <comment>schedule</comment>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>of day</comment>
        <translation>Godzina</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Strefa czasowa</translation>
    </message>
    <message>
        <source>Finish by this time (it begins as its last runs ask for)</source>
        <translation>Zakończ do tej godziny (początek z ostatnich operacji)</translation>
    </message>
    <message>
        <source>Skip if the shop already has an active operation</source>
        <translation>Pomiń, jeśli sklep ma już aktywną operację</translation>
    </message>
    <message>
        <source>Scheduled operations</source>
        <translation>Zaplanowane operacje</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Schedule</source>
        <comment>verb</comment>
        <translation>Zaplanuj</translation>
    </message>
    <message>
        <source>This day and time are past.</source>
        <translation>Ten dzień i godzina już minęły.</translation>
    </message>
    <message>
        <source>Next run: {when}, to be finished by {time}.</source>
        <translation>Najbliższe uruchomienie: {when}, aby zakończyć do {time}.</translation>
    </message>
    <message>
        <source>Next run: {when}.</source>
        <translation>Najbliższe uruchomienie: {when}.</translation>
    </message>
    <message>
        <source>The computer must be on and PPM Desktop running (the tray is enough).</source>
        <translation>Komputer musi być włączony, a PPM Desktop uruchomiony (może działać w zasobniku).</translation>
    </message>
</context>
<context>
    <name>ScheduleProblem</name>
    <message>
        <source>Type a time, such as 06:30.</source>
        <translation>Wpisz godzinę, na przykład 06:30.</translation>
    </message>
    <message>
        <source>Choose at least one day.</source>
        <translation>Wybierz co najmniej jeden dzień.</translation>
    </message>
    <message>
        <source>This day and time are past.</source>
        <translation>Ten dzień i godzina już minęły.</translation>
    </message>
    <message>
        <source>The schedule was removed meanwhile.</source>
        <translation>Harmonogram został tymczasem usunięty.</translation>
    </message>
</context>
<context>
    <name>SchedulesDialog</name>
    <message>
        <source>Scheduled operations</source>
        <translation>Zaplanowane operacje</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Remove the schedule?</source>
        <translation>Usunąć harmonogram?</translation>
    </message>
    <message>
        <source>{shops}: {rule}. The operation will not begin by itself any more.</source>
        <translation>{shops}: {rule}. Operacja nie będzie już uruchamiać się sama.</translation>
    </message>
    <message>
        <source>Remove schedule</source>
        <translation>Usuń harmonogram</translation>
    </message>
    <message>
        <source>Nothing is scheduled. Choose “Schedule…” in a new operation.</source>
        <translation>Nic nie jest zaplanowane. Wybierz „Zaplanuj…” w nowej operacji.</translation>
    </message>
    <message>
        <source>Remove the schedule</source>
        <translation>Usuń harmonogram</translation>
    </message>
    <message>
        <source>Import</source>
        <comment>noun</comment>
        <translation>Import</translation>
    </message>
    <message>
        <source>Sync</source>
        <comment>noun</comment>
        <translation>Synchronizacja</translation>
    </message>
    <message>
        <source>Export</source>
        <comment>noun</comment>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>a shop that is gone</source>
        <translation>sklep, którego już nie ma</translation>
    </message>
    <message>
        <source>It will not run again.</source>
        <translation>Nie uruchomi się ponownie.</translation>
    </message>
    <message>
        <source>Next run: {when}.</source>
        <translation>Najbliższe uruchomienie: {when}.</translation>
    </message>
    <message>
        <source>Last run: {when}.</source>
        <translation>Ostatnio: {when}.</translation>
    </message>
    <message>
        <source>Skipped {when}, the shop was busy.</source>
        <translation>Pominięto {when}, sklep był zajęty.</translation>
    </message>
    <message>
        <source>Could not begin {when}: the shop is switched off or gone.</source>
        <translation>Nie można było uruchomić {when}: sklep jest wyłączony lub usunięty.</translation>
    </message>
</context>
<context>
    <name>ScopeChoice</name>
    <message>
        <source>All products</source>
        <translation>Wszystkie produkty</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategoria</translation>
    </message>
    <message>
        <source>Selected products</source>
        <translation>Wybrane produkty</translation>
    </message>
    <message>
        <source>paste SKUs, one per line</source>
        <translation>wklej SKU, jedno w wierszu</translation>
    </message>
    <message>
        <source>Loading categories…</source>
        <translation>Wczytywanie kategorii…</translation>
    </message>
    <message>
        <source>Choose a category</source>
        <translation>Wybierz kategorię</translation>
    </message>
    <message>
        <source>Picked products ({n})</source>
        <translation>Zaznaczone produkty ({n})</translation>
    </message>
    <message>
        <source>Include subcategories</source>
        <translation>Uwzględnij podkategorie</translation>
    </message>
    <message>
        <source>SKUs, one per line</source>
        <translation>SKU, jedno w wierszu</translation>
    </message>
    <message>
        <source>Include subcategories ({n})</source>
        <translation>Uwzględnij podkategorie ({n})</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Sync…</source>
        <translation>Synchronizuj…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksportuj…</translation>
    </message>
    <message>
        <source>Copy SKUs</source>
        <translation>Kopiuj SKU</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Więcej</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Wyczyść zaznaczenie</translation>
    </message>
    <message numerus="yes">
        <source>{n} products selected</source>
        <translation>
            <numerusform>Zaznaczono {n} produkt</numerusform>
            <numerusform>Zaznaczono {n} produkty</numerusform>
            <numerusform>Zaznaczono {n} produktów</numerusform>
        </translation>
    </message>
    <message>
        <source>Select all ({n})</source>
        <translation>Zaznacz wszystkie ({n})</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Edytuj…</translation>
    </message>
</context>
<context>
    <name>SentencePage</name>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Changes are saved at once. The database connection needs confirming.</source>
        <translation>Zmiany zapisują się od razu. Połączenie z bazą wymaga potwierdzenia.</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Szukaj w ustawieniach</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>Wygląd i język</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Odświeżanie</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operacje</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Przechowywanie</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Powiadomienia</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>Żadne ustawienie nie pasuje.</translation>
    </message>
</context>
<context>
    <name>SharedCard</name>
    <message>
        <source>For everybody</source>
        <comment>setting</comment>
        <translation>Dla wszystkich</translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} dniu</numerusform>
            <numerusform>{n} dniach</numerusform>
            <numerusform>{n} dniach</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShopChoice</name>
    <message>
        <source>{products} · busy</source>
        <translation>{products} · zajęty</translation>
    </message>
    <message>
        <source>Operation #{n} works on this shop. The new one waits for it.</source>
        <translation>Na tym sklepie pracuje operacja #{n}. Nowa na nią poczeka.</translation>
    </message>
</context>
<context>
    <name>ShopDetailView</name>
    <message>
        <source>Choose a shop to see its connection.</source>
        <translation>Wybierz sklep, aby zobaczyć jego połączenie.</translation>
    </message>
    <message>
        <source>API key permissions</source>
        <translation>Uprawnienia klucza API</translation>
    </message>
    <message>
        <source>Shop settings</source>
        <translation>Ustawienia sklepu</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Sprawdź ponownie</translation>
    </message>
    <message>
        <source>How to do it?</source>
        <translation>Jak to zrobić?</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Edytuj…</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Więcej</translation>
    </message>
    <message>
        <source>response</source>
        <translation>odpowiedź</translation>
    </message>
    <message>
        <source>products</source>
        <translation>produktów</translation>
    </message>
</context>
<context>
    <name>ShopEditorDialog</name>
    <message>
        <source>Edit shop</source>
        <translation>Edycja sklepu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>dialog</comment>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a number that fits here.</source>
        <translation>„{text}” nie jest liczbą, która tu pasuje.</translation>
    </message>
</context>
<context>
    <name>ShopFilters</name>
    <message>
        <source>All</source>
        <comment>filter</comment>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Connected</source>
        <comment>filter</comment>
        <translation>Połączone</translation>
    </message>
    <message>
        <source>Need attention</source>
        <comment>filter</comment>
        <translation>Wymagają uwagi</translation>
    </message>
    <message>
        <source>Search name or address</source>
        <translation>Szukaj nazwy lub adresu</translation>
    </message>
</context>
<context>
    <name>ShopForm</name>
    <message>
        <source>Leave empty to keep the present key</source>
        <translation>Zostaw puste, aby nie zmieniać klucza</translation>
    </message>
    <message>
        <source>Name in PPM</source>
        <translation>Nazwa w&#xa0;PPM</translation>
    </message>
    <message>
        <source>Shop address</source>
        <translation>Adres sklepu</translation>
    </message>
    <message>
        <source>32 characters. Stored encrypted.</source>
        <translation>32 znaki. Zapisujemy go zaszyfrowany.</translation>
    </message>
    <message>
        <source>New API key</source>
        <translation>Nowy klucz API</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>as many as the shop takes</source>
        <translation>ile przyjmie sklep</translation>
    </message>
    <message>
        <source>PPM slows down by itself when the shop does. A limit spares a weak server.</source>
        <translation>PPM sam zwalnia, gdy zwalnia sklep. Limit oszczędza słaby serwer.</translation>
    </message>
    <message>
        <source>Requests a minute, at most</source>
        <translation>Najwyżej zapytań na minutę</translation>
    </message>
    <message>
        <source>Use the limit of the web app: {n}</source>
        <translation>Użyj limitu aplikacji web: {n}</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rola</translation>
    </message>
    <message>
        <source>This shop leads: its changes go into PPM&apos;s products</source>
        <translation>Ten sklep prowadzi: jego zmiany trafiają do produktów PPM</translation>
    </message>
    <message>
        <source>Other shops follow: what is different in them is kept apart.</source>
        <translation>Inne sklepy podążają: to, co w&#xa0;nich inne, jest trzymane osobno.</translation>
    </message>
    <message>
        <source>This shop leads. To change that, let another one lead.</source>
        <translation>Ten sklep prowadzi. Aby to zmienić, ustaw jako prowadzący inny sklep.</translation>
    </message>
    <message>
        <source>Ask before an unusually big change</source>
        <translation>Pytaj przed wyjątkowo dużą zmianą</translation>
    </message>
    <message>
        <source>Products switched off, from %</source>
        <translation>Wyłączane produkty, od %</translation>
    </message>
    <message>
        <source>Price changes, from %</source>
        <translation>Zmiany cen, od %</translation>
    </message>
    <message>
        <source>Empty: as in all shops.</source>
        <translation>Puste: jak we wszystkich sklepach.</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Ceny</translation>
    </message>
    <message>
        <source>PPM&apos;s default price group</source>
        <translation>Domyślna grupa cenowa PPM</translation>
    </message>
    <message>
        <source>The shop&apos;s prices are PPM&apos;s price group</source>
        <translation>Ceny sklepu to grupa cenowa PPM</translation>
    </message>
</context>
<context>
    <name>ShopHelpDialog</name>
    <message>
        <source>How to repair {shop}</source>
        <translation>Jak naprawić połączenie: {shop}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>In the shop&apos;s back office open Advanced Parameters, Webservice.</source>
        <translation>W&#xa0;panelu sklepu otwórz Parametry zaawansowane, API.</translation>
    </message>
    <message>
        <source>Save there, then click &quot;Check again&quot; here.</source>
        <translation>Zapisz tam zmiany, a&#xa0;tutaj kliknij „Sprawdź ponownie”.</translation>
    </message>
    <message>
        <source>Open the key that PPM uses and tick the permissions listed below.</source>
        <translation>Otwórz klucz, którego używa PPM, i&#xa0;zaznacz uprawnienia wymienione poniżej.</translation>
    </message>
    <message>
        <source>See whether the key is there and enabled; if not, make a new one.</source>
        <translation>Sprawdź, czy klucz tam jest i&#xa0;czy jest włączony; jeśli nie, utwórz nowy.</translation>
    </message>
    <message>
        <source>Paste the key here under &quot;Edit…&quot;, then check again.</source>
        <translation>Wklej klucz tutaj przez „Edytuj…”, potem sprawdź ponownie.</translation>
    </message>
    <message>
        <source>Wait until the shop has less to do or its maintenance has ended.</source>
        <translation>Poczekaj, aż sklep będzie mniej obciążony albo skończy się konserwacja.</translation>
    </message>
    <message>
        <source>If it happens often, set a lower rate limit here under &quot;Edit…&quot;.</source>
        <translation>Jeśli zdarza się to często, ustaw niższy limit tempa przez „Edytuj…”.</translation>
    </message>
    <message>
        <source>Click &quot;Check again&quot;.</source>
        <translation>Kliknij „Sprawdź ponownie”.</translation>
    </message>
    <message>
        <source>Open the shop&apos;s page in a browser: does it answer, and without a warning?</source>
        <translation>Otwórz stronę sklepu w&#xa0;przeglądarce: czy odpowiada i&#xa0;to bez ostrzeżenia?</translation>
    </message>
    <message>
        <source>See whether the address here under &quot;Edit…&quot; is right, with https and the right domain.</source>
        <translation>Sprawdź, czy adres w&#xa0;„Edytuj…” jest właściwy, z&#xa0;https i&#xa0;właściwą domeną.</translation>
    </message>
    <message>
        <source>Ask the hosting company if the shop stays away or its certificate has expired.</source>
        <translation>Jeśli sklep nadal nie odpowiada albo wygasł jego certyfikat, zapytaj firmę hostingową.</translation>
    </message>
</context>
<context>
    <name>ShopListView</name>
    <message>
        <source>Shops</source>
        <translation>Sklepy</translation>
    </message>
</context>
<context>
    <name>ShopMappingsDialog</name>
    <message>
        <source>Categories and price groups</source>
        <translation>Kategorie i&#xa0;grupy cenowe</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Price groups</source>
        <translation>Grupy cenowe</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Spróbuj ponownie</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Reading from the shop…</source>
        <translation>Wczytywanie ze sklepu…</translation>
    </message>
    <message>
        <source>The shop does not answer as it should.</source>
        <translation>Sklep nie odpowiada tak, jak powinien.</translation>
    </message>
</context>
<context>
    <name>ShopMenu</name>
    <message>
        <source>Check connection</source>
        <translation>Sprawdź połączenie</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Edytuj…</translation>
    </message>
    <message>
        <source>Categories and price groups…</source>
        <translation>Kategorie i&#xa0;grupy cenowe…</translation>
    </message>
    <message>
        <source>Open the shop&apos;s page</source>
        <translation>Otwórz stronę sklepu</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Wyłącz…</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Włącz</translation>
    </message>
    <message>
        <source>Remove shop…</source>
        <translation>Usuń sklep…</translation>
    </message>
</context>
<context>
    <name>ShopRefusal</name>
    <message>
        <source>Give the shop a name.</source>
        <translation>Podaj nazwę sklepu.</translation>
    </message>
    <message>
        <source>The shop&apos;s name is too long.</source>
        <translation>Nazwa sklepu jest za długa.</translation>
    </message>
    <message>
        <source>The key must have 32 letters and digits.</source>
        <translation>Klucz musi mieć 32 litery i&#xa0;cyfry.</translation>
    </message>
    <message>
        <source>The address cannot be right: check it.</source>
        <translation>Adres nie może być prawidłowy, sprawdź go.</translation>
    </message>
    <message>
        <source>The address holds a key or a password. Give the address alone.</source>
        <translation>Adres zawiera klucz lub hasło. Podaj sam adres.</translation>
    </message>
    <message>
        <source>A shop with this address or name is on the list already.</source>
        <translation>Sklep o&#xa0;tym adresie lub nazwie już jest na liście.</translation>
    </message>
    <message>
        <source>The shop does not exist any more.</source>
        <translation>Tego sklepu już nie ma.</translation>
    </message>
    <message>
        <source>The test did not come far enough for the shop to be added.</source>
        <translation>Test nie doszedł dość daleko, by dodać sklep.</translation>
    </message>
    <message>
        <source>This shop leads. Let another one lead, then this one follows.</source>
        <translation>Ten sklep prowadzi. Ustaw jako prowadzący inny, wtedy ten będzie podążał.</translation>
    </message>
    <message>
        <source>The limit is a whole number from 1 to {most}.</source>
        <translation>Limit to liczba całkowita od 1 do {most}.</translation>
    </message>
    <message>
        <source>The threshold is out of range.</source>
        <translation>Próg jest poza zakresem.</translation>
    </message>
    <message>
        <source>The price group does not exist any more.</source>
        <translation>Tej grupy cenowej już nie ma.</translation>
    </message>
    <message>
        <source>The category does not exist any more.</source>
        <translation>Tej kategorii już nie ma.</translation>
    </message>
    <message>
        <source>Operation #{id} of this shop has not ended. Cancel it, or wait until it has.</source>
        <translation>Operacja #{id} tego sklepu jeszcze trwa. Anuluj ją albo poczekaj, aż się skończy.</translation>
    </message>
    <message>
        <source>This is not the shop&apos;s name. Type it exactly: {name}</source>
        <translation>To nie jest nazwa sklepu. Wpisz ją dokładnie: {name}</translation>
    </message>
</context>
<context>
    <name>ShopStory</name>
    <message>
        <source>not checked yet</source>
        <translation>jeszcze nie sprawdzono</translation>
    </message>
    <message>
        <source>checked {time}</source>
        <translation>sprawdzono {time}</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>Limit tempa</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rola</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>prowadzi</translation>
    </message>
    <message>
        <source>follows</source>
        <translation>podąża</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Powiązane</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Języki</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Zapis zmian</translation>
    </message>
    <message>
        <source>Asks first</source>
        <translation>Pytaj od</translation>
    </message>
    <message>
        <source>valid until {date}</source>
        <translation>ważny do {date}</translation>
    </message>
    <message>
        <source>TLS certificate</source>
        <translation>Certyfikat TLS</translation>
    </message>
    <message>
        <source>Web app</source>
        <translation>Aplikacja web</translation>
    </message>
    <message>
        <source>up to {n} requests/min</source>
        <translation>do {n} zapytań/min</translation>
    </message>
    <message>
        <source>as many as the shop takes</source>
        <translation>ile przyjmie sklep</translation>
    </message>
    <message>
        <source>field by field (PATCH)</source>
        <translation>pole po polu (PATCH)</translation>
    </message>
    <message>
        <source>whole products (PUT)</source>
        <translation>całe produkty (PUT)</translation>
    </message>
    <message>
        <source>{p} switched off</source>
        <translation>{p} wyłączanych</translation>
    </message>
    <message>
        <source>price by {p}</source>
        <translation>cena o&#xa0;{p}</translation>
    </message>
</context>
<context>
    <name>ShopWriter</name>
    <message>
        <source>Checking…</source>
        <translation>Sprawdzanie…</translation>
    </message>
    <message>
        <source>Overloaded ({code})</source>
        <translation>Przeciążony ({code})</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Połączono</translation>
    </message>
    <message>
        <source>Key rejected (401)</source>
        <translation>Odrzucono klucz (401)</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Nieosiągalny</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Nie sprawdzono</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Wyłączony</translation>
    </message>
    <message>
        <source>{shop}, {host}. {state}. Products: {products}. Last sync: {sync}.</source>
        <translation>{shop}, {host}. {state}. Produkty: {products}. Ostatnia synchronizacja: {sync}.</translation>
    </message>
    <message>
        <source>Permissions: {held} of {needed}.</source>
        <translation>Uprawnienia: {held} z&#xa0;{needed}.</translation>
    </message>
</context>
<context>
    <name>ShopsHeader</name>
    <message>
        <source>Shops</source>
        <translation>Sklepy</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Sprawdź wszystkie</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>Przerwij sprawdzanie</translation>
    </message>
    <message>
        <source>Add shop</source>
        <translation>Dodaj sklep</translation>
    </message>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} sklep</numerusform>
            <numerusform>{n} sklepy</numerusform>
            <numerusform>{n} sklepów</numerusform>
        </translation>
    </message>
    <message>
        <source>checking {n}</source>
        <translation>sprawdzanie: {n}</translation>
    </message>
    <message numerus="yes">
        <source>{n} need attention</source>
        <translation>
            <numerusform>{n} wymaga uwagi</numerusform>
            <numerusform>{n} wymagają uwagi</numerusform>
            <numerusform>{n} wymaga uwagi</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShopsView</name>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>No shops yet</source>
        <translation>Nie ma jeszcze sklepów</translation>
    </message>
    <message>
        <source>Add a PrestaShop shop to import its products, and to send prices, stock and descriptions to it. You need its address and an API key.</source>
        <translation>Dodaj sklep PrestaShop, aby importować jego produkty oraz wysyłać do niego ceny, stany i&#xa0;opisy. Potrzebny jest jego adres i&#xa0;klucz API.</translation>
    </message>
    <message>
        <source>Add shop</source>
        <translation>Dodaj sklep</translation>
    </message>
    <message>
        <source>No shops match the criteria</source>
        <translation>Brak sklepów spełniających kryteria</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Wyczyść filtry</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>{n} active operations</source>
        <translation>
            <numerusform>{n} aktywna operacja</numerusform>
            <numerusform>{n} aktywne operacje</numerusform>
            <numerusform>{n} aktywnych operacji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} shops need attention</source>
        <translation>
            <numerusform>{n} sklep wymaga uwagi</numerusform>
            <numerusform>{n} sklepy wymagają uwagi</numerusform>
            <numerusform>{n} sklepów wymaga uwagi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <comment>notifications</comment>
        <translation>
            <numerusform>{n} nieprzeczytane</numerusform>
            <numerusform>{n} nieprzeczytane</numerusform>
            <numerusform>{n} nieprzeczytanych</numerusform>
        </translation>
    </message>
    <message>
        <source>PrestaShop operations</source>
        <translation>Operacje PrestaShop</translation>
    </message>
    <message>
        <source>Sync Center</source>
        <translation>Centrum synchronizacji</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Sklepy</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Strony</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Powiadomienia</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Pomoc</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading operations…</source>
        <translation>Wczytywanie operacji…</translation>
    </message>
</context>
<context>
    <name>StandingTable</name>
    <message>
        <source>Values in PPM and in the shops</source>
        <translation>Wartości w&#xa0;PPM i&#xa0;w&#xa0;sklepach</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Gdzie</translation>
    </message>
    <message>
        <source>Net price</source>
        <translation>Cena netto</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktywny</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Refreshing every {n} s</source>
        <translation>Odświeżanie co {n}&#xa0;s</translation>
    </message>
    <message>
        <source>Refresh paused</source>
        <translation>Odświeżanie wstrzymane</translation>
    </message>
    <message>
        <source>Last update {time}</source>
        <translation>Ostatnia aktualizacja {time}</translation>
    </message>
    <message>
        <source>Database unavailable, next attempt in {n} s</source>
        <translation>Baza niedostępna, ponowna próba za {n}&#xa0;s</translation>
    </message>
    <message>
        <source>Opening the embedded database…</source>
        <translation>Otwieranie bazy wbudowanej…</translation>
    </message>
    <message>
        <source>Connecting to the shared MySQL database…</source>
        <translation>Łączenie ze wspólną bazą MySQL…</translation>
    </message>
    <message>
        <source>Embedded database</source>
        <translation>Baza wbudowana</translation>
    </message>
    <message>
        <source>Shared MySQL database · {host} · {ms} ms</source>
        <translation>Wspólna baza MySQL · {host} · {ms}&#xa0;ms</translation>
    </message>
</context>
<context>
    <name>StepWords</name>
    <message>
        <source>Address and certificate</source>
        <translation>Adres i&#xa0;certyfikat</translation>
    </message>
    <message>
        <source>Webservice</source>
        <translation>Usługa API</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Klucz API</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Wersja</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Uprawnienia</translation>
    </message>
    <message>
        <source>Trial product read</source>
        <translation>Próbny odczyt produktu</translation>
    </message>
    <message>
        <source>Waits for the previous step</source>
        <translation>Czeka na poprzedni krok</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Nie sprawdzono</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Sprawdzanie…</translation>
    </message>
    <message>
        <source>{what} Enable {verb} for &quot;{resource}&quot; in the settings of the API key in the back office.</source>
        <translation>{what} Włącz {verb} dla zasobu „{resource}” w&#xa0;ustawieniach klucza API w&#xa0;panelu sklepu.</translation>
    </message>
    <message>
        <source>The API key lacks permissions. Enable them in the back office: {list} and {n} more.</source>
        <translation>Klucz API nie ma wszystkich uprawnień. Włącz je w&#xa0;panelu sklepu: {list} i&#xa0;jeszcze {n}.</translation>
    </message>
    <message>
        <source>The API key lacks permissions. Enable them in the back office: {list}.</source>
        <translation>Klucz API nie ma wszystkich uprawnień. Włącz je w&#xa0;panelu sklepu: {list}.</translation>
    </message>
    <message>
        <source>Stock is not sent.</source>
        <translation>Stany nie są wysyłane.</translation>
    </message>
    <message>
        <source>Some data cannot be read.</source>
        <translation>Części danych nie można odczytać.</translation>
    </message>
    <message>
        <source>Some data cannot be added.</source>
        <translation>Części danych nie można dodać.</translation>
    </message>
    <message>
        <source>Some data cannot be changed.</source>
        <translation>Części danych nie można zmienić.</translation>
    </message>
    <message>
        <source>Some data cannot be deleted.</source>
        <translation>Części danych nie można usunąć.</translation>
    </message>
    <message>
        <source>PrestaShop {version}, supported</source>
        <translation>PrestaShop {version}, obsługiwana</translation>
    </message>
    <message>
        <source>The shop does not tell its version</source>
        <translation>Sklep nie podaje swojej wersji</translation>
    </message>
    <message>
        <source>{sku} was read</source>
        <translation>Odczytano {sku}</translation>
    </message>
    <message>
        <source>The shop answers</source>
        <translation>Sklep odpowiada</translation>
    </message>
    <message>
        <source>/api is enabled</source>
        <translation>/api jest włączona</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Zaakceptowany</translation>
    </message>
    <message>
        <source>{host} answers</source>
        <translation>{host} odpowiada</translation>
    </message>
    <message>
        <source>{host} answers, TLS valid until {date}</source>
        <translation>{host} odpowiada, TLS ważny do {date}</translation>
    </message>
    <message>
        <source>Resources: {counted}</source>
        <translation>Zasoby: {counted}</translation>
    </message>
    <message>
        <source>Resources: {counted}. Missing: {verb} for &quot;{resource}&quot;</source>
        <translation>Zasoby: {counted}. Brakuje {verb} dla „{resource}”</translation>
    </message>
</context>
<context>
    <name>SwitchDialog</name>
    <message>
        <source>Switch to the embedded database?</source>
        <translation>Przełączyć na wbudowaną bazę?</translation>
    </message>
    <message>
        <source>Switch to the database {name} on {host}?</source>
        <translation>Przełączyć na bazę {name} na serwerze {host}?</translation>
    </message>
    <message>
        <source>PPM Desktop starts anew. Operations and shops of the other database stay there.</source>
        <translation>PPM Desktop uruchomi się ponownie. Operacje i sklepy dotychczasowej bazy zostaną w niej.</translation>
    </message>
    <message>
        <source>Switch and restart</source>
        <translation>Przełącz i uruchom ponownie</translation>
    </message>
    <message>
        <source>They are cancelled: what is saved stays, the rest will not be processed.</source>
        <translation>Zostaną anulowane: to, co zapisane, zostaje, reszta nie będzie przetworzona.</translation>
    </message>
    <message>
        <source>Cancel operations and switch</source>
        <translation>Anuluj operacje i przełącz</translation>
    </message>
</context>
<context>
    <name>SwitchOffDialog</name>
    <message>
        <source>Switch off {shop}?</source>
        <translation>Wyłączyć sklep {shop}?</translation>
    </message>
    <message>
        <source>It leaves the lists, history and links stay. You can switch it on again at any time.</source>
        <translation>Nie będzie na listach, historia i&#xa0;powiązania zostaną. W&#xa0;każdej chwili możesz go włączyć.</translation>
    </message>
    <message>
        <source>Switch off shop</source>
        <translation>Wyłącz sklep</translation>
    </message>
    <message>
        <source>Remove from PPM for good…</source>
        <translation>Usuń z&#xa0;PPM na zawsze…</translation>
    </message>
</context>
<context>
    <name>SyncCenterPage</name>
    <message>
        <source>Loading operations…</source>
        <translation>Wczytywanie operacji…</translation>
    </message>
    <message>
        <source>Without the database no operation can be started.</source>
        <translation>Bez bazy danych nie można rozpocząć operacji.</translation>
    </message>
    <message>
        <source>No database connection. Showing the state from {time}. Operations on this computer continue, progress is saved once the connection is back. Next attempt in {n} s.</source>
        <translation>Brak połączenia z&#xa0;bazą. Pokazujemy stan&#xa0;z&#xa0;{time}. Operacje na tym komputerze trwają, postęp zapiszemy po odzyskaniu połączenia. Następna próba za {n}&#xa0;s.</translation>
    </message>
    <message>
        <source>There are no failed SKUs to copy.</source>
        <translation>Nie ma błędnych SKU do skopiowania.</translation>
    </message>
    <message numerus="yes">
        <source>{n} SKUs copied</source>
        <translation>
            <numerusform>Skopiowano {n} SKU</numerusform>
            <numerusform>Skopiowano {n} SKU</numerusform>
            <numerusform>Skopiowano {n} SKU</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose an operation to see its details.</source>
        <translation>Wybierz operację, aby zobaczyć szczegóły.</translation>
    </message>
</context>
<context>
    <name>SyncCenterView</name>
    <message>
        <source>Connect now</source>
        <translation>Połącz teraz</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <translation>Diagnostyka…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Go on with them</source>
        <translation>Dokończ je tutaj</translation>
    </message>
    <message>
        <source>No active operations</source>
        <translation>Brak aktywnych operacji</translation>
    </message>
    <message>
        <source>When you start an import, export or sync, its live progress appears here. So do operations started in the web app and on other computers.</source>
        <translation>Gdy zaczniesz import, eksport lub synchronizację, zobaczysz tu postęp na żywo. Także operacje uruchomione w&#xa0;aplikacji web i&#xa0;na innych komputerach.</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nowa operacja</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Pokaż wszystkie</translation>
    </message>
    <message>
        <source>new operation</source>
        <translation>nowa operacja</translation>
    </message>
    <message>
        <source>refresh now</source>
        <translation>odśwież teraz</translation>
    </message>
    <message>
        <source>No operations yet</source>
        <translation>Brak operacji</translation>
    </message>
    <message>
        <source>No operations match the criteria</source>
        <translation>Brak operacji spełniających kryteria</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Wyczyść filtry</translation>
    </message>
</context>
<context>
    <name>SyncChoice</name>
    <message>
        <source>Then sync</source>
        <translation>Potem synchronizuj</translation>
    </message>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} sklep</numerusform>
            <numerusform>{n} sklepy</numerusform>
            <numerusform>{n} sklepów</numerusform>
        </translation>
    </message>
    <message>
        <source>Shops to sync with: {shops}</source>
        <translation>Sklepy do synchronizacji: {shops}</translation>
    </message>
</context>
<context>
    <name>TakeOverDialog</name>
    <message>
        <source>The operation lost contact with {computer}. Take it over from product {place}?</source>
        <translation>Operacja straciła kontakt z komputerem {computer}. Przejąć ją od produktu {place}?</translation>
    </message>
    <message>
        <source>Take over the operation #{n}?</source>
        <translation>Przejąć operację #{n}?</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Przejmij</translation>
    </message>
</context>
<context>
    <name>TestPanel</name>
    <message>
        <source>Test connection</source>
        <translation>Testuj połączenie</translation>
    </message>
    <message>
        <source>Stop test</source>
        <translation>Przerwij test</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Test połączenia</translation>
    </message>
</context>
<context>
    <name>TimeZone</name>
    <message>
        <source>Warsaw</source>
        <translation>Warszawa</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>TrayKeeper</name>
    <message numerus="yes">
        <source>PPM Desktop, {n} active operations, {p}%</source>
        <translation>
            <numerusform>PPM Desktop, {n} aktywna operacja, {p}%</numerusform>
            <numerusform>PPM Desktop, {n} aktywne operacje, {p}%</numerusform>
            <numerusform>PPM Desktop, {n} aktywnych operacji, {p}%</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Open PPM Desktop</source>
        <translation>Otwórz PPM Desktop</translation>
    </message>
    <message>
        <source>New operation…</source>
        <translation>Nowa operacja…</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>Wstrzymaj kolejkę</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończ</translation>
    </message>
    <message>
        <source>{shop}, {state}</source>
        <translation>{shop}, {state}</translation>
    </message>
    <message numerus="yes">
        <source>{n} more operations</source>
        <translation>
            <numerusform>Jeszcze {n} operacja</numerusform>
            <numerusform>Jeszcze {n} operacje</numerusform>
            <numerusform>Jeszcze {n} operacji</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>Wznów kolejkę</translation>
    </message>
    <message numerus="yes">
        <source>{n} active</source>
        <comment>operations</comment>
        <translation>
            <numerusform>{n} aktywna</numerusform>
            <numerusform>{n} aktywne</numerusform>
            <numerusform>{n} aktywnych</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products/min</source>
        <translation>
            <numerusform>{n} produkt/min</numerusform>
            <numerusform>{n} produkty/min</numerusform>
            <numerusform>{n} produktów/min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message>
        <source>Look at them</source>
        <translation>Sprawdź je</translation>
    </message>
    <message>
        <source>When it goes on</source>
        <translation>Po kontynuacji</translation>
    </message>
    <message>
        <source>Trial run on {n}</source>
        <translation>Próba na {n}</translation>
    </message>
    <message>
        <source>{a_of_b} processed. Look at them in the shop, then continue or cancel.</source>
        <translation>{a_of_b} przetworzono. Sprawdź je w sklepie, potem kontynuuj lub anuluj.</translation>
    </message>
    <message>
        <source>{a_of_b} processed. Look at them in PPM, then continue or cancel.</source>
        <translation>Przetworzono {a_of_b}. Sprawdź je w PPM, potem kontynuuj lub anuluj.</translation>
    </message>
    <message>
        <source>It has waited for more than a day; it never goes on by itself.</source>
        <translation>Czeka już ponad dobę; sama nigdy nie ruszy dalej.</translation>
    </message>
    <message>
        <source>{a} new, {b} changed, {c} unchanged</source>
        <translation>{a} nowe, {b} zmienione, {c} bez zmian</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Anuluj…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Znajdź</translation>
    </message>
    <message>
        <source>Open in shop</source>
        <translation>Otwórz w sklepie</translation>
    </message>
    <message>
        <source>the shop has the same data already</source>
        <translation>sklep ma już te same dane</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more</source>
        <comment>fields</comment>
        <translation>
            <numerusform>i jeszcze {n}</numerusform>
            <numerusform>i jeszcze {n}</numerusform>
            <numerusform>i jeszcze {n}</numerusform>
        </translation>
    </message>
    <message>
        <source>new</source>
        <comment>product</comment>
        <translation>nowy</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>product</comment>
        <translation>zmieniony</translation>
    </message>
    <message>
        <source>unchanged</source>
        <comment>product</comment>
        <translation>bez zmian</translation>
    </message>
    <message>
        <source>skipped</source>
        <comment>product</comment>
        <translation>pominięty</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>product</comment>
        <translation>błąd</translation>
    </message>
    <message>
        <source>free, other operations do not wait</source>
        <translation>wolny, inne operacje nie czekają</translation>
    </message>
    <message numerus="yes">
        <source>{n} products stay as they are now; it can be undone</source>
        <translation>
            <numerusform>{n} produkt zostaje; można to cofnąć</numerusform>
            <numerusform>{n} produkty zostają; można je cofnąć</numerusform>
            <numerusform>{n} produktów zostaje; można je cofnąć</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products stay as they are now</source>
        <translation>
            <numerusform>{n} produkt zostaje</numerusform>
            <numerusform>{n} produkty zostają</numerusform>
            <numerusform>{n} produktów zostaje</numerusform>
        </translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Zostało</translation>
    </message>
    <message>
        <source>Shop&apos;s lane</source>
        <translation>Tor sklepu</translation>
    </message>
    <message>
        <source>When cancelled</source>
        <translation>Po anulowaniu</translation>
    </message>
</context>
<context>
    <name>TypeChoice</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>shop to PPM</source>
        <translation>ze sklepu do PPM</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronizacja</translation>
    </message>
    <message>
        <source>PPM to shop, linked only</source>
        <translation>z PPM do sklepu, tylko powiązane</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Eksport</translation>
    </message>
    <message>
        <source>PPM to shop, new ones too</source>
        <translation>z PPM do sklepu, także nowe</translation>
    </message>
</context>
<context>
    <name>UndoCells</name>
    <message>
        <source>Made by this operation</source>
        <translation>Utworzony przez tę operację</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>Undo an operation</source>
        <translation>Cofnij operację</translation>
    </message>
    <message>
        <source>Undo the export – {shop}</source>
        <translation>Cofnij eksport – {shop}</translation>
    </message>
    <message>
        <source>Undo the sync – {shop}</source>
        <translation>Cofnij synchronizację – {shop}</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>Do przywrócenia</translation>
    </message>
    <message>
        <source>Fields of these products</source>
        <translation>Pól w&#xa0;tych produktach</translation>
    </message>
    <message>
        <source>New, will be switched off</source>
        <translation>Nowe, zostaną wyłączone</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Pominięte</translation>
    </message>
    <message>
        <source>Search SKU or name</source>
        <translation>Szukaj SKU lub nazwy</translation>
    </message>
    <message>
        <source>A new operation is made. It can be undone too.</source>
        <translation>Powstanie nowa operacja. Ją też będzie można cofnąć.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wróć</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Eksportuj CSV</translation>
    </message>
    <message>
        <source>Operation #{n}</source>
        <translation>Operacja #{n}</translation>
    </message>
    <message>
        <source>Looking at what the shop has now. Nothing is written.</source>
        <translation>Sprawdzamy, co jest teraz w&#xa0;sklepie. Nic nie jest zapisywane.</translation>
    </message>
    <message>
        <source>The CSV file was saved.</source>
        <translation>Zapisano plik CSV.</translation>
    </message>
    <message>
        <source>The shop has the earlier values already. There is nothing to undo.</source>
        <translation>Sklep ma już poprzednie wartości. Nie ma czego cofać.</translation>
    </message>
    <message>
        <source>The file cannot be written: {reason}</source>
        <translation>Nie można zapisać pliku: {reason}</translation>
    </message>
    <message>
        <source>Looking at what the shop has now: {a_of_b}. Nothing is written.</source>
        <translation>Sprawdzamy, co jest teraz w&#xa0;sklepie: {a_of_b}. Nic nie jest zapisywane.</translation>
    </message>
    <message numerus="yes">
        <source>Undo {n} products</source>
        <translation>
            <numerusform>Cofnij {n}&#xa0;produkt</numerusform>
            <numerusform>Cofnij {n}&#xa0;produkty</numerusform>
            <numerusform>Cofnij {n}&#xa0;produktów</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>sample {a_of_b}</source>
        <translation>próbka {a_of_b}</translation>
    </message>
    <message>
        <source>undo-{n}.csv</source>
        <translation>cofniecie-{n}.csv</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Pliki CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>UndoListView</name>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>Now in the shop</source>
        <translation>Teraz w&#xa0;sklepie</translation>
    </message>
    <message>
        <source>After undo</source>
        <translation>Po cofnięciu</translation>
    </message>
    <message>
        <source>Products that come back</source>
        <translation>Produkty do przywrócenia</translation>
    </message>
</context>
<context>
    <name>UndoTreeModel</name>
    <message>
        <source>stays as it is</source>
        <translation>pozostaje bez zmian</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>do przywrócenia</translation>
    </message>
    <message>
        <source>switched off, not deleted</source>
        <translation>wyłączony, nie usunięty</translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message numerus="yes">
        <source>Restore the previous values of {n} products?</source>
        <translation>
            <numerusform>Przywrócić poprzednie wartości {n}&#xa0;produktu?</numerusform>
            <numerusform>Przywrócić poprzednie wartości {n}&#xa0;produktów?</numerusform>
            <numerusform>Przywrócić poprzednie wartości {n}&#xa0;produktów?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were changed later and will be skipped.</source>
        <translation>
            <numerusform>{n} zmieniono później, zostanie pominięty.</numerusform>
            <numerusform>{n} zmieniono później, zostaną pominięte.</numerusform>
            <numerusform>{n} zmieniono później, zostaną pominięte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed later</source>
        <translation>Zmieniono później</translation>
    </message>
    <message>
        <source>No longer in the shop</source>
        <translation>Nie ma ich już w&#xa0;sklepie</translation>
    </message>
    <message>
        <source>Cannot be read now</source>
        <translation>Nie można teraz odczytać</translation>
    </message>
    <message>
        <source>The earlier value is not known</source>
        <translation>Nie znamy poprzedniej wartości</translation>
    </message>
    <message>
        <source>Somebody corrected a value after this operation. The newer one stays.</source>
        <translation>Ktoś poprawił wartość po tej operacji. Nowsza zostaje.</translation>
    </message>
    <message>
        <source>The products were removed in the shop.</source>
        <translation>Produkty usunięto po stronie sklepu.</translation>
    </message>
    <message>
        <source>The shop fails when it is asked for the product. The undo tries it again.</source>
        <translation>Sklep zwraca błąd przy odczycie produktu. Cofanie spróbuje ponownie.</translation>
    </message>
    <message>
        <source>The operation did not read it before it wrote.</source>
        <translation>Operacja nie odczytała jej przed zapisem.</translation>
    </message>
    <message>
        <source>ID {n}</source>
        <translation>ID&#xa0;{n}</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Pole</translation>
    </message>
    <message>
        <source>Now in the shop</source>
        <translation>Teraz w&#xa0;sklepie</translation>
    </message>
    <message>
        <source>After undo</source>
        <translation>Po cofnięciu</translation>
    </message>
    <message>
        <source>Skipped because</source>
        <translation>Pominięto, bo</translation>
    </message>
</context>
<context>
    <name>WeekdayRow</name>
    <message>
        <source>Days of the week</source>
        <translation>Dni tygodnia</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>{done}/{total} products</source>
        <translation>
            <numerusform>{done}/{total}&#xa0;produkt</numerusform>
            <numerusform>{done}/{total}&#xa0;produkty</numerusform>
            <numerusform>{done}/{total}&#xa0;produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products</source>
        <translation>
            <numerusform>{n}&#xa0;produkt</numerusform>
            <numerusform>{n}&#xa0;produkty</numerusform>
            <numerusform>{n}&#xa0;produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products</source>
        <comment>as in: the links of {n} products go</comment>
        <translation>
            <numerusform>{n} produktu</numerusform>
            <numerusform>{n} produktów</numerusform>
            <numerusform>{n} produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations</source>
        <comment>as in: the history of {n} operations goes</comment>
        <translation>
            <numerusform>{n} operacji</numerusform>
            <numerusform>{n} operacji</numerusform>
            <numerusform>{n} operacji</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations are running on this computer.</source>
        <translation>
            <numerusform>Trwa {n} operacja na tym komputerze.</numerusform>
            <numerusform>Trwają {n} operacje na tym komputerze.</numerusform>
            <numerusform>Trwa {n} operacji na tym komputerze.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n} operations?</source>
        <translation>
            <numerusform>Anulować {n} operację?</numerusform>
            <numerusform>Anulować {n} operacje?</numerusform>
            <numerusform>Anulować {n} operacji?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations of this computer were left unfinished.</source>
        <translation>
            <numerusform>{n} operacja tego komputera nie została dokończona.</numerusform>
            <numerusform>{n} operacje tego komputera nie zostały dokończone.</numerusform>
            <numerusform>{n} operacji tego komputera nie zostało dokończonych.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} errors</source>
        <translation>
            <numerusform>{n}&#xa0;błąd</numerusform>
            <numerusform>{n}&#xa0;błędy</numerusform>
            <numerusform>{n}&#xa0;błędów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The shop answers slowly – {n} connections</source>
        <translation>
            <numerusform>Sklep odpowiada wolno – {n} połączenie</numerusform>
            <numerusform>Sklep odpowiada wolno – {n} połączenia</numerusform>
            <numerusform>Sklep odpowiada wolno – {n} połączeń</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the shop does not answer ({n} time-outs)</source>
        <translation>
            <numerusform>sklep nie odpowiada ({n} przekroczenie czasu)</numerusform>
            <numerusform>sklep nie odpowiada ({n} przekroczenia czasu)</numerusform>
            <numerusform>sklep nie odpowiada ({n} przekroczeń czasu)</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <comment>before 100 to 199 and 100 000 to 199 999</comment>
        <translation>{done}&#xa0;ze&#xa0;{total}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}&#xa0;z&#xa0;{total}</translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total} products</source>
        <comment>before 100 to 199 and 100 000 to 199 999</comment>
        <translation>
            <numerusform>{done}&#xa0;ze&#xa0;{total}&#xa0;produktu</numerusform>
            <numerusform>{done}&#xa0;ze&#xa0;{total}&#xa0;produktów</numerusform>
            <numerusform>{done}&#xa0;ze&#xa0;{total}&#xa0;produktów</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total} products</source>
        <translation>
            <numerusform>{done}&#xa0;z&#xa0;{total}&#xa0;produktu</numerusform>
            <numerusform>{done}&#xa0;z&#xa0;{total}&#xa0;produktów</numerusform>
            <numerusform>{done}&#xa0;z&#xa0;{total}&#xa0;produktów</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>przed chwilą</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>minutę temu</translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes ago</source>
        <translation>
            <numerusform>{n}&#xa0;minutę temu</numerusform>
            <numerusform>{n}&#xa0;minuty temu</numerusform>
            <numerusform>{n}&#xa0;minut temu</numerusform>
        </translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>godzinę temu</translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ago</source>
        <translation>
            <numerusform>{n}&#xa0;godzinę temu</numerusform>
            <numerusform>{n}&#xa0;godziny temu</numerusform>
            <numerusform>{n}&#xa0;godzin temu</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>wczoraj, {time}</translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>{n}&#xa0;dzień temu</numerusform>
            <numerusform>{n}&#xa0;dni temu</numerusform>
            <numerusform>{n}&#xa0;dni temu</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>teraz</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}&#xa0;min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n}&#xa0;godz.</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>wczoraj</translation>
    </message>
    <message numerus="yes">
        <source>{n} d</source>
        <translation>
            <numerusform>{n}&#xa0;dzień</numerusform>
            <numerusform>{n}&#xa0;dni</numerusform>
            <numerusform>{n}&#xa0;dni</numerusform>
        </translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>dziś {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>wczoraj {time}</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>format of a date: d, dd, MM, MMM and yyyy are filled in</comment>
        <translation>dd.MM.yyyy</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>mniej niż minuta</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>ok. {n}&#xa0;min</translation>
    </message>
    <message>
        <source>about {h} h {m} min</source>
        <translation>ok. {h}&#xa0;godz. {m}&#xa0;min</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s}&#xa0;s</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m}&#xa0;min {s}&#xa0;s</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h}&#xa0;godz. {m}&#xa0;min</translation>
    </message>
</context>
<context>
    <name>_ShopHead</name>
    <message>
        <source>Shop</source>
        <translation>Sklep</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Połączenie</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Wersja</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkty</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Ostatnia sync.</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Uprawnienia</translation>
    </message>
</context>
<context>
    <name>_Skeleton</name>
    <message>
        <source>Loading products…</source>
        <translation>Wczytywanie produktów…</translation>
    </message>
</context>
</TS>
