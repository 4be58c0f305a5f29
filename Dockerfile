# Behind a mirror, both images can be others: --build-arg MAVEN_IMAGE=… --build-arg JAVA_IMAGE=…
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${MAVEN_IMAGE} AS build
WORKDIR /build
# A jar that is in target/ already and older than no file it is made of is taken as it is, as ./tenantry does: so an image can
# be built where the package registry is out of reach. Otherwise Maven builds here. COPY keeps the times of files, but not
# those of folders: after files were only deleted, build the jar first or remove it. With brackets a name may match nothing.
COPY .mvn .mvn
COPY pom.xml target/tenantry.ja[r] ./
# Packaging nothing fetches everything: without a jar, this layer is made again only when the pom changes.
RUN [ -f tenantry.jar ] || mvn -B -q package -Dmaven.test.skip=true
COPY src/main src/main
RUN if [ -f tenantry.jar ] && [ -z "$(find pom.xml src/main -type f -newer tenantry.jar)" ]; then \
        mkdir -p target && cp tenantry.jar target/ && chmod 644 target/tenantry.jar; \
    else \
        mvn -B -q package -Dmaven.test.skip=true; \
    fi

FROM ${JAVA_IMAGE}
# A fixed id, so that a volume's files keep their owner from one image to the next.
RUN groupadd --gid 10001 tenantry \
    && useradd --uid 10001 --gid tenantry --no-create-home --home-dir /app --shell /usr/sbin/nologin tenantry \
    && mkdir -p /app /data \
    && chown tenantry:tenantry /data \
    && chmod 700 /data
WORKDIR /app
COPY LICENSE deploy/healthcheck /app/
COPY --from=build /build/target/tenantry.jar /app/tenantry.jar
USER 10001:10001
ENV DATA_DIR=/data \
    API_HOST=0.0.0.0 \
    FRONTEND_HOST=0.0.0.0 \
    HEALTH_PORT=8080
EXPOSE 8080 8000
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["/app/healthcheck"]
# More options for the JVM: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/tenantry.jar"]
CMD ["serve"]
