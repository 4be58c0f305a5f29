package dev.tenantry.platform.view;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** FreeMarker templates of {@code templates/} on the class path. What is put in is escaped for HTML, always. */
public final class Templates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);

    public Templates() {
        configuration.setClassLoaderForTemplateLoading(Templates.class.getClassLoader(), "templates");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setLocale(Locale.ROOT);
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_35));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        // Templates are part of the program: they do not change while it runs.
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    }

    /** @param template its path below {@code templates/}, such as {@code welcome.ftl} */
    public String render(String template, Map<String, ?> model) {
        try {
            var page = new StringWriter();
            configuration.getTemplate(template).process(model, page);
            return page.toString();
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("Template " + template + " cannot be rendered", e);
        }
    }
}
