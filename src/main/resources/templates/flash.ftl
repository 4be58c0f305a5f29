<#ftl output_format="HTML">
<#--
  Short messages about what has just happened, in the order given: each has a kind (info, success, warning, error) and
  a text. What is only good news goes away by itself where there is JavaScript; the rest stays.
-->
<#macro messages list>
<#if list?has_content>
<div class="flashes">
  <#list list as message>
  <@show kind=message.kind>${message.text}</@show>
  </#list>
</div>
</#if>
</#macro>

<#macro show kind="info">
<#local known = ["info", "success", "warning", "error"]?seq_contains(kind)?then(kind, "info")>
<div class="flash flash-${known}" role="${(known == "warning" || known == "error")?then("alert", "status")}" data-flash="${known}">
  <p><#nested></p>
</div>
</#macro>
