# Behind a mirror, both images can be others: --build-arg MAVEN_IMAGE=… --build-arg JAVA_IMAGE=…
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${MAVEN_IMAGE} AS build
WORKDIR /build
# Packaging nothing fetches everything: this layer is made again only when the pom changes.
COPY .mvn .mvn
COPY pom.xml .
RUN mvn -B -q package -Dmaven.test.skip=true
COPY src/main src/main
RUN mvn -B -q package -Dmaven.test.skip=true

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
