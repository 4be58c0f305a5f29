<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<@frame.page title="Start again">
<h1>This page was open for too long</h1>
<p class="slip-lead">Or somebody has signed in with this browser since, or it keeps no cookies. Nothing has been done.</p>
<p><a class="onward" href="${again}">Start again</a></p>
</@frame.page>
