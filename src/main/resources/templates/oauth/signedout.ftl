<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<@frame.page title="Signed out" tenant=tenant>
<h1>You are signed out</h1>
<p class="slip-lead">You can close this page.</p>
</@frame.page>
