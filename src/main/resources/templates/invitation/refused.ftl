<#ftl output_format="HTML">
<#import "../oauth/frame.ftl" as frame>
<@frame.page title=heading>
<p class="slip-status">${status}</p>
<h1>${heading}</h1>
<p class="slip-lead">Nothing has been done.</p>
<p class="slip-fine">Request id <code>${request_id}</code></p>
</@frame.page>
