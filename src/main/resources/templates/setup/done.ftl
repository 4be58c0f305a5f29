<#ftl output_format="HTML">
<#import "../oauth/frame.ftl" as frame>
<@frame.page title="Set up">
<h1>You are an operator</h1>
<p class="slip-lead">Sign in as <strong>${username}</strong> of the tenant <strong>operator</strong>.</p>
</@frame.page>
