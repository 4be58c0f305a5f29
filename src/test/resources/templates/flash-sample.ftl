<#ftl output_format="HTML">
<#import "layout.ftl" as layout>
<#assign head><meta name="sample" content="head"></#assign>
<#assign scripts><script src="/static/sample.js" defer></script></#assign>
<@layout.page title="A & B" head=head scripts=scripts flashes=flashes>
<p>content</p>
</@layout.page>
