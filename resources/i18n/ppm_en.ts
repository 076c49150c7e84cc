<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActiveStrip</name>
    <message numerus="yes">
        <source>{n} operations</source>
        <translation>
            <numerusform>{n} operation</numerusform>
            <numerusform>{n} operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products/min</source>
        <translation>
            <numerusform>{n} product/min</numerusform>
            <numerusform>{n} products/min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more operations: {names}</source>
        <translation>
            <numerusform>{n} more operation: {names}</numerusform>
            <numerusform>{n} more operations: {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictWords</name>
    <message numerus="yes">
        <source>{n} values</source>
        <translation>
            <numerusform>{n} value</numerusform>
            <numerusform>{n} values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} products</source>
        <translation>
            <numerusform>in {n} product</numerusform>
            <numerusform>in {n} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} conflicts have changed meanwhile; decide them again.</source>
        <translation>
            <numerusform>{n} conflict has changed meanwhile; decide it again.</numerusform>
            <numerusform>{n} conflicts have changed meanwhile; decide them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} values of the shop cannot be taken into PPM.</source>
        <translation>
            <numerusform>{n} value of the shop cannot be taken into PPM.</numerusform>
            <numerusform>{n} values of the shop cannot be taken into PPM.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} undecided</source>
        <translation>
            <numerusform>{n} undecided</numerusform>
            <numerusform>{n} undecided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b}, {n} left</source>
        <translation>
            <numerusform>{a_of_b}, {n} left</numerusform>
            <numerusform>{a_of_b}, {n} left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decided {a_of_b}, {n} left</source>
        <translation>
            <numerusform>Decided {a_of_b}, {n} left</numerusform>
            <numerusform>Decided {a_of_b}, {n} left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionWords</name>
    <message numerus="yes">
        <source>progress of {n} operations, safe</source>
        <translation>
            <numerusform>progress of {n}&#xa0;operation, safe</numerusform>
            <numerusform>progress of {n}&#xa0;operations, safe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailedSkusDialog</name>
    <message numerus="yes">
        <source>{n} SKUs copied</source>
        <translation>
            <numerusform>{n} SKU copied</numerusform>
            <numerusform>{n} SKUs copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were written to {file}.</source>
        <translation>
            <numerusform>{n} product was written to {file}.</numerusform>
            <numerusform>{n} products were written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureWords</name>
    <message numerus="yes">
        <source>{a_of_b} were not imported.</source>
        <translation>
            <numerusform>{a_of_b} was not imported.</numerusform>
            <numerusform>{a_of_b} were not imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not synchronized.</source>
        <translation>
            <numerusform>{a_of_b} was not synchronized.</numerusform>
            <numerusform>{a_of_b} were not synchronized.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not exported.</source>
        <translation>
            <numerusform>{a_of_b} was not exported.</numerusform>
            <numerusform>{a_of_b} were not exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The other {n} were saved correctly.</source>
        <translation>
            <numerusform>The other {n} was saved correctly.</numerusform>
            <numerusform>The other {n} were saved correctly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were saved correctly.</source>
        <translation>
            <numerusform>{n} was saved correctly.</numerusform>
            <numerusform>{n} were saved correctly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have succeeded since.</source>
        <translation>
            <numerusform>{n} has succeeded since.</numerusform>
            <numerusform>{n} have succeeded since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message numerus="yes">
        <source>{n} operations</source>
        <translation>
            <numerusform>{n} operation</numerusform>
            <numerusform>{n} operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} shop</numerusform>
            <numerusform>{n} shops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} person</numerusform>
            <numerusform>{n} people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message numerus="yes">
        <source>{n} operations selected</source>
        <translation>
            <numerusform>{n} operation selected</numerusform>
            <numerusform>{n} operations selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobNoticeWords</name>
    <message numerus="yes">
        <source>{n} operations. You will be notified when each of them ends.</source>
        <translation>
            <numerusform>{n} operation. You will be notified when it ends.</numerusform>
            <numerusform>{n} operations. You will be notified when each of them ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing {n} products from {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Importing {n} product from {shop}. You will be notified when it ends.</numerusform>
            <numerusform>Importing {n} products from {shop}. You will be notified when it ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronizing {n} products with {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Synchronizing {n} product with {shop}. You will be notified when it ends.</numerusform>
            <numerusform>Synchronizing {n} products with {shop}. You will be notified when it ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting {n} products to {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Exporting {n} product to {shop}. You will be notified when it ends.</numerusform>
            <numerusform>Exporting {n} products to {shop}. You will be notified when it ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undoing changes of {n} products in {shop}. You will be notified when it ends.</source>
        <translation>
            <numerusform>Undoing changes of {n} product in {shop}. You will be notified when it ends.</numerusform>
            <numerusform>Undoing changes of {n} products in {shop}. You will be notified when it ends.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} have succeeded meanwhile and are left out.</source>
        <translation>
            <numerusform>{n} has succeeded meanwhile and is left out.</numerusform>
            <numerusform>{n} have succeeded meanwhile and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not imported</source>
        <translation>
            <numerusform>{n} product were not imported</numerusform>
            <numerusform>{n} products were not imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not synchronized</source>
        <translation>
            <numerusform>{n} product were not synchronized</numerusform>
            <numerusform>{n} products were not synchronized</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not exported</source>
        <translation>
            <numerusform>{n} product were not exported</numerusform>
            <numerusform>{n} products were not exported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products were not restored</source>
        <translation>
            <numerusform>{n} product were not restored</numerusform>
            <numerusform>{n} products were not restored</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobReportDialog</name>
    <message numerus="yes">
        <source>{n} products were written to {file}.</source>
        <translation>
            <numerusform>{n} product was written to {file}.</numerusform>
            <numerusform>{n} products were written to {file}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobStory</name>
    <message numerus="yes">
        <source>the other {k} were saved</source>
        <translation>
            <numerusform>the other {k} was saved</numerusform>
            <numerusform>the other {k} were saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not imported, {rest}.</source>
        <translation>
            <numerusform>{a_of_b} was not imported, {rest}.</numerusform>
            <numerusform>{a_of_b} were not imported, {rest}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not imported.</source>
        <translation>
            <numerusform>{a_of_b} was not imported.</numerusform>
            <numerusform>{a_of_b} were not imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not processed, {rest}.</source>
        <translation>
            <numerusform>{a_of_b} was not processed, {rest}.</numerusform>
            <numerusform>{a_of_b} were not processed, {rest}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{a_of_b} were not processed.</source>
        <translation>
            <numerusform>{a_of_b} was not processed.</numerusform>
            <numerusform>{a_of_b} were not processed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finished with {n} errors</source>
        <translation>
            <numerusform>Finished with {n} error</numerusform>
            <numerusform>Finished with {n} errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeEntry</name>
    <message numerus="yes">
        <source>{n} times</source>
        <translation>
            <numerusform>{n} time</numerusform>
            <numerusform>{n} times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message numerus="yes">
        <source>{n} products would be switched off</source>
        <translation>
            <numerusform>{n} product would be switched off</numerusform>
            <numerusform>{n} products would be switched off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} prices would change a lot</source>
        <translation>
            <numerusform>{n} price would change a lot</numerusform>
            <numerusform>{n} prices would change a lot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products would lose their name</source>
        <translation>
            <numerusform>{n} product would lose its name</numerusform>
            <numerusform>{n} products would lose their name</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and {n} more fields</source>
        <translation>
            <numerusform>and {n} more field</numerusform>
            <numerusform>and {n} more fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PriceFileDialog</name>
    <message numerus="yes">
        <source>{n} lines</source>
        <translation>
            <numerusform>{n} line</numerusform>
            <numerusform>{n} lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are changing the prices of {n} products, {m} of them by more than 50%.</source>
        <translation>
            <numerusform>You are changing the price of {n} product, {m} of them by more than 50%.</numerusform>
            <numerusform>You are changing the prices of {n} products, {m} of them by more than 50%.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductFilters</name>
    <message numerus="yes">
        <source>{n} exact matches</source>
        <translation>
            <numerusform>{n} exact match</numerusform>
            <numerusform>{n} exact matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} similar</source>
        <translation>
            <numerusform>{n} similar</numerusform>
            <numerusform>{n} similar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductsHeader</name>
    <message numerus="yes">
        <source>{products} in {m} shops</source>
        <translation>
            <numerusform>{products} in {m} shop</numerusform>
            <numerusform>{products} in {m} shops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemoveJobsDialog</name>
    <message numerus="yes">
        <source>Remove {n} operations from the list?</source>
        <translation>
            <numerusform>Remove {n} operation from the list?</numerusform>
            <numerusform>Remove {n} operations from the list?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The list of {n} failed SKUs goes too.</source>
        <translation>
            <numerusform>The list of {n} failed SKU goes too.</numerusform>
            <numerusform>The list of {n} failed SKUs goes too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetryConfirmDialog</name>
    <message numerus="yes">
        <source>Retry all {n} products?</source>
        <translation>
            <numerusform>Retry {n} product?</numerusform>
            <numerusform>Retry all {n} products?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of them are already saved and will be checked again.</source>
        <translation>
            <numerusform>{n} of them is already saved and will be checked again.</numerusform>
            <numerusform>{n} of them are already saved and will be checked again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>{n} products selected</source>
        <translation>
            <numerusform>{n} product selected</numerusform>
            <numerusform>{n} products selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharedCard</name>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShopsHeader</name>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} shop</numerusform>
            <numerusform>{n} shops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} need attention</source>
        <translation>
            <numerusform>{n} needs attention</numerusform>
            <numerusform>{n} need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>{n} active operations</source>
        <translation>
            <numerusform>{n} active operation</numerusform>
            <numerusform>{n} active operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} shops need attention</source>
        <translation>
            <numerusform>{n} shop needs attention</numerusform>
            <numerusform>{n} shops need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} unread</source>
        <comment>notifications</comment>
        <translation>
            <numerusform>{n} unread</numerusform>
            <numerusform>{n} unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncCenterPage</name>
    <message numerus="yes">
        <source>{n} SKUs copied</source>
        <translation>
            <numerusform>{n} SKU copied</numerusform>
            <numerusform>{n} SKUs copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncChoice</name>
    <message numerus="yes">
        <source>{n} shops</source>
        <translation>
            <numerusform>{n} shop</numerusform>
            <numerusform>{n} shops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayKeeper</name>
    <message numerus="yes">
        <source>PPM Desktop, {n} active operations, {p}%</source>
        <translation>
            <numerusform>PPM Desktop, {n} active operation, {p}%</numerusform>
            <numerusform>PPM Desktop, {n} active operations, {p}%</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message numerus="yes">
        <source>{n} more operations</source>
        <translation>
            <numerusform>{n} more operation</numerusform>
            <numerusform>{n} more operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} active</source>
        <comment>operations</comment>
        <translation>
            <numerusform>{n} active</numerusform>
            <numerusform>{n} active</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products/min</source>
        <translation>
            <numerusform>{n} product/min</numerusform>
            <numerusform>{n} products/min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message numerus="yes">
        <source>and {n} more</source>
        <comment>fields</comment>
        <translation>
            <numerusform>and {n} more</numerusform>
            <numerusform>and {n} more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products stay as they are now; it can be undone</source>
        <translation>
            <numerusform>{n} product stays as it is now; it can be undone</numerusform>
            <numerusform>{n} products stay as they are now; it can be undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products stay as they are now</source>
        <translation>
            <numerusform>{n} product stays as it is now</numerusform>
            <numerusform>{n} products stay as they are now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message numerus="yes">
        <source>Undo {n} products</source>
        <translation>
            <numerusform>Undo {n} product</numerusform>
            <numerusform>Undo {n} products</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message numerus="yes">
        <source>Restore the previous values of {n} products?</source>
        <translation>
            <numerusform>Restore the previous values of {n} product?</numerusform>
            <numerusform>Restore the previous values of {n} products?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were changed later and will be skipped.</source>
        <translation>
            <numerusform>{n} was changed later and will be skipped.</numerusform>
            <numerusform>{n} were changed later and will be skipped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>{done}/{total} products</source>
        <translation>
            <numerusform>{done}/{total} product</numerusform>
            <numerusform>{done}/{total} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products</source>
        <translation>
            <numerusform>{n} product</numerusform>
            <numerusform>{n} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} products</source>
        <comment>as in: the links of {n} products go</comment>
        <translation>
            <numerusform>{n} product</numerusform>
            <numerusform>{n} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations</source>
        <comment>as in: the history of {n} operations goes</comment>
        <translation>
            <numerusform>{n} operation</numerusform>
            <numerusform>{n} operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations are running on this computer.</source>
        <translation>
            <numerusform>{n} operation is running on this computer.</numerusform>
            <numerusform>{n} operations are running on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel {n} operations?</source>
        <translation>
            <numerusform>Cancel {n} operation?</numerusform>
            <numerusform>Cancel {n} operations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} operations of this computer were left unfinished.</source>
        <translation>
            <numerusform>{n} operation of this computer was left unfinished.</numerusform>
            <numerusform>{n} operations of this computer were left unfinished.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} errors</source>
        <translation>
            <numerusform>{n} error</numerusform>
            <numerusform>{n} errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The shop answers slowly – {n} connections</source>
        <translation>
            <numerusform>The shop answers slowly – {n} connection</numerusform>
            <numerusform>The shop answers slowly – {n} connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the shop does not answer ({n} time-outs)</source>
        <translation>
            <numerusform>the shop does not answer ({n} time-out)</numerusform>
            <numerusform>the shop does not answer ({n} time-outs)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total} products</source>
        <comment>before 100 to 199 and 100 000 to 199 999</comment>
        <translation>
            <numerusform>{done} of {total} product</numerusform>
            <numerusform>{done} of {total} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total} products</source>
        <translation>
            <numerusform>{done} of {total} product</numerusform>
            <numerusform>{done} of {total} products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes ago</source>
        <translation>
            <numerusform>{n} minute ago</numerusform>
            <numerusform>{n} minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ago</source>
        <translation>
            <numerusform>{n} hour ago</numerusform>
            <numerusform>{n} hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>{n} day ago</numerusform>
            <numerusform>{n} days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} d</source>
        <translation>
            <numerusform>{n} d</numerusform>
            <numerusform>{n} d</numerusform>
        </translation>
    </message>
</context>
</TS>
