<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<@frame.page title=heading>
<p class="slip-status">${status}</p>
<h1>${heading}</h1>
<#if status gte 500>
<p class="slip-lead">Trying again in a moment may help; if it does not, pass on the request id below.</p>
<#else>
<p class="slip-lead">Nothing has been done. Go back to where you came from and try again; if it happens again, tell whoever runs the application.</p>
</#if>
<p class="slip-fine">Request id <code>${request_id}</code></p>
</@frame.page>
