using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>Health, operation mode, and dependencies that are asked together.</summary>
public sealed class ConditionTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void A_fan_out_group_is_as_the_configuration_says_and_follows_it()
    {
        using var settings = new Settings(
            """{ "FanOuts": { "search": { "Strategy": "FirstSuccess", "Timeout": "5 s", "EnoughSuccesses": 2 } } }""", static builder => AddGroup(builder));
        FanOutGroup<int, int> group = settings.Provider.GetRequiredKeyedService<FanOutGroup<int, int>>("search");
        Values().Should().Be((FanOutStrategy.FirstSuccess, 5, 3, true, 2));

        settings.Change("""{ "FanOuts": { "search": { "Timeout": "7 s", "Enabled": false } } }""");
        Values().Should().Be((FanOutStrategy.All, 7, 3, false, null));

        settings.Change("""{ "FanOuts": { "search": { "Timeout": "0 s" } } }""");
        Values().Item2.Should().Be(7);
        settings.Configuration.Status.Errors.Should().ContainSingle().Which.Should().StartWith("Resilience:FanOuts:search:Timeout");
        settings.Change("""{ "Enabled": true }""");
        Values().Should().Be((FanOutStrategy.All, 30, 3, true, null));

        (FanOutStrategy, int, int, bool, int?) Values() => (
            group.Options.Strategy, (int)group.Options.Timeout.TotalSeconds, group.Options.MaxConcurrency, group.Options.Enabled,
            group.Options.EnoughSuccesses);
    }

    [Fact]
    public void Chains_and_balancers_are_as_the_configuration_says_when_the_application_starts()
    {
        using var settings = new Settings(
            """
            {
              "Failovers": { "ai": { "FailuresToLeave": 1, "FailoverOn": { "Causes": "Timeout" } } },
              "LoadBalancers": { "replicas": { "Policy": "Weighted", "Ejection": { "Enabled": false } } }
            }
            """,
            static builder => builder
                .AddFailover<int, int>("ai", static _ => [new("a", static (_, _) => throw new TimeoutException()), Nobody()])
                .AddLoadBalancer<int, int>("replicas", static _ => [Nobody()]));
        settings.Errors().Should().BeEmpty();

        settings.Provider.GetServices<ILoadBalancer>().Single().Snapshot().Policy.Should().Be(BalancingPolicy.Weighted);
        settings.Change("""{ "Failovers": { "ai": { "FailuresToLeave": 9 } } }""");
        settings.Configuration.Status.NotApplied.Should().Equal(
            "Resilience:Failovers:ai: it has changed, and is read again when the application starts.",
            "Resilience:LoadBalancers:replicas: it has changed, and is read again when the application starts.");
    }

    [Theory]
    [InlineData("""{ "FanOuts": { "serach": { } } }""", "Resilience:FanOuts:serach: there is no fan-out group 'serach'; did you mean 'search'?")]
    [InlineData("""{ "Failovers": { "ai": { } } }""", "Resilience:Failovers:ai: there is no failover chain 'ai'")]
    [InlineData("""{ "FanOuts": { "search": { "Strategy": "Some" } } }""", "Resilience:FanOuts:search:Strategy")]
    [InlineData("""{ "FanOuts": { "search": { "Timeuot": "1 s" } } }""", "Resilience:FanOuts:search:Timeuot: there is no such setting")]
    [InlineData("""{ "Health": { "Interval": "1 ms" } }""", "Resilience:Health:Interval")]
    [InlineData("""{ "Health": { "Probes": { "db": { "Critical": "maybe" } } } }""", "Resilience:Health:Probes:db:Critical")]
    [InlineData("""{ "OperationMode": { "Features": { "images": { "Modes": "Norml" } } } }""", "Resilience:OperationMode:Features:images:Modes")]
    public void What_is_wrong_is_reported_with_its_path(string json, string expected)
    {
        using var settings = new Settings(json, static builder => AddGroup(builder));

        settings.Errors().Should().Contain(error => error.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stages_are_as_the_configuration_says_when_the_application_starts()
    {
        using var settings = new Settings(
            """
            {
              "Orchestrators": {
                "works": {
                  "Backpressure": { "Mode": "Wait", "MaxWait": "3 s" },
                  "Stages": {
                    "A": { "Timeout": "7 s", "MaxMitigations": 9, "CircuitBreaker": { "ConsecutiveFailures": 2 } },
                    "B": { "CircuitBreaker": { "Enabled": false }, "Modes": "Normal", "OutsideModes": "Refuse" }
                  }
                }
              }
            }
            """,
            static builder => builder
                .AddOperationMode()
                .AddOrchestrator("works", WorkJson.Default.Work, static (provider, stages) => stages
                    .UseOperationMode(provider.GetRequiredService<OperationModeControl>())
                    .AddStage("A", static (_, work) => work)
                    .AddStage("B", static (_, work) => work)));
        settings.Errors().Should().BeEmpty();
        Orchestrator<Work> orchestrator = settings.Provider.GetRequiredService<Orchestrator<Work>>();

        orchestrator.Stages[0].CircuitBreaker!.ToString().Should().Contain("2 in a row");
        orchestrator.Stages[1].CircuitBreaker.Should().BeNull();
        settings.Provider.GetRequiredService<OperationModeControl>().MarkDegraded("db", "slow");
        RunResult<Work> run = await orchestrator.RunAsync("1", new(0), Test);
        (run.Status, run.Failure!.Code).Should().Be((RunResultStatus.Interrupted, ErrorCodes.FeatureDisabled));
        settings.Change("""{ "Orchestrators": { "works": { "Stages": { "A": { "Timeout": "8 s" } } } } }""");
        settings.Configuration.Status.NotApplied.Should().ContainSingle().Which.Should().StartWith("Resilience:Orchestrators:works:");
    }

    [Fact]
    public void A_stage_that_there_is_not_is_an_error_at_start()
    {
        using var settings = new Settings(
            """{ "Orchestrators": { "works": { "Stages": { "AA": { "Timeout": "7 s" } } } } }""",
            static builder => builder.AddOrchestrator("works", WorkJson.Default.Work, static stages => stages.AddStage("A", static (_, work) => work)));

        settings.Errors().Should().ContainSingle().Which.Should().Contain("no stage 'AA'; it has: A.");
    }

    [Fact]
    public async Task Health_is_as_the_configuration_says_when_the_application_starts()
    {
        using var settings = new Settings(
            """
            {
              "Health": {
                "Enabled": false, "Interval": "5 s", "HistoryLength": 2, "Critical": [ "payments" ],
                "Probes": { "db": { "Critical": true, "Timeout": "2 s", "FailureThreshold": 1 } }
              }
            }
            """,
            static builder => builder
                .AddCircuitBreaker("payments")
                .AddHealthMonitor(static health => health.AddProbe(new("db", () => false) { Description = "the database" })));
        settings.Errors().Should().BeEmpty();
        HealthMonitor monitor = settings.Provider.GetRequiredService<HealthMonitor>();

        for (int i = 0; i < 3; i++)
            await monitor.RunAsync(Test);

        monitor.Probes.Select(static probe => (probe.Name, probe.Critical, probe.Timeout.TotalSeconds, probe.Description)).Should().Equal(
            ("circuit payments", true, 10, "circuit breaker"), ("db", true, 2, "the database"));
        monitor.State.Should().Be(HealthState.Unhealthy);
        monitor.Snapshot().Probes[1].History.Should().HaveCount(2);
    }

    [Fact]
    public void A_probe_that_there_is_not_is_an_error_at_start()
    {
        using var settings = new Settings(
            """{ "Health": { "Probes": { "database": { "Critical": true } } } }""",
            static builder => builder.AddHealthMonitor(static health => health.AddProbe(new("db", () => true))));

        settings.Errors().Should().ContainSingle().Which.Should().Contain("health probe").And.Contain("'database'").And.Contain("db");
    }

    [Fact]
    public void The_operation_mode_is_as_the_configuration_says_when_the_application_starts()
    {
        using var settings = new Settings(
            """
            {
              "OperationMode": {
                "LowerAfter": "1 min", "DegradedText": "Some things are slower.",
                "Features": { "images": { "Modes": [ "Normal" ], "Needs": "gpu", "Threshold": "Low", "LimitedText": "No images." } },
                "Bulkheads": { "nlp": { "Normal": 100, "Emergency": 10 } },
                "RateLimits": { "ai": { "Normal": 90, "Degraded": 40 } }
              }
            }
            """,
            static builder => builder
                .AddBulkhead("nlp")
                .AddRateLimit<TokenBucketOptions>("ai")
                .AddOperationMode(static mode => mode.AddFeature(new("images")).AddFeature(new("summaries"))));
        settings.Errors().Should().BeEmpty();
        OperationModeControl control = settings.Provider.GetRequiredService<OperationModeControl>();

        control.MarkDegraded("db", "slow");

        control.GetNotice().Text.Should().Be("Some things are slower.");
        control.GetNotice().LimitedFeatures.Should().ContainKey("images").WhoseValue.Should().Be("No images.");
        control.IsFeatureEnabled("summaries").Should().BeTrue();
        settings.Provider.GetRequiredKeyedService<Bulkhead>("nlp").PermitLimit.Should().Be(100);
        settings.Provider.GetRequiredKeyedService<RateLimit>("ai").Snapshot().Permits.Should().Be(40);
        control.MarkDegraded("db", "down", ComponentSeverity.High);
        settings.Provider.GetRequiredKeyedService<Bulkhead>("nlp").PermitLimit.Should().Be(10);
    }

    [Fact]
    public void A_block_of_fault_tolerance_is_for_the_group_of_its_name_and_the_health_monitor_too()
    {
        const string block = """
            {
              "fault_tolerance": {
                "enabled": true, "failure_threshold": 5, "recovery_timeout": 60.0, "success_threshold": 3,
                "execution": { "strategy": "first_success", "timeout": 12.0, "max_concurrent_adapters": 4 },
                "health_monitoring": { "enabled": true, "check_interval": 15.0, "history_size": 50 }
              }
            }
            """;
        using var settings = new Settings(
            "{}",
            builder => AddGroup(builder).AddHealthMonitor(),
            block: block,
            afterwards: static builder => builder.BindCompatibleConfiguration("search", "Block"));
        settings.Errors().Should().BeEmpty();

        FanOutOptions options = settings.Provider.GetRequiredKeyedService<FanOutGroup<int, int>>("search").Options;

        (options.Strategy, options.Timeout.TotalSeconds, options.MaxConcurrency, options.Enabled)
            .Should().Be((FanOutStrategy.FirstSuccess, 12, 4, true));
        settings.Configuration.Status.NotApplied.Should().BeEmpty();
    }

    private static IResilienceBuilder AddGroup(IResilienceBuilder builder) =>
        builder.AddFanOut<int, int>("search", static _ => [Nobody()], static options => options.MaxConcurrency = 3);

    private static Dependency<int, int> Nobody() => new("nobody", static (_, _) => new ValueTask<int>(0));
}
