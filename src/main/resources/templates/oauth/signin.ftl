<#ftl output_format="HTML">
<#import "frame.ftl" as frame>
<@frame.page title="Sign in" tenant=tenant>
<h1>Sign in</h1>
<p class="slip-lead">to go on to <strong>${client}</strong></p>
<@frame.problem problem/>
<form method="post" action="signin">
  <input type="hidden" name="ticket" value="${ticket}">
  <div>
    <label for="username">Username or e-mail</label>
    <input id="username" name="username" type="text" value="${username}" maxlength="320" required autocomplete="username" autocapitalize="none" spellcheck="false"<#if !username?has_content> autofocus</#if>>
  </div>
  <div>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" maxlength="256" required autocomplete="current-password"<#if username?has_content> autofocus</#if><#if problem?has_content> aria-invalid="true"</#if>>
  </div>
  <button class="primary" type="submit">Sign in</button>
</form>
</@frame.page>
