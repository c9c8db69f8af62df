using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Resilience.Hosting.Tests.HealthChecks;

public sealed class HealthChecksTests
{
    private readonly ServiceCollection _services = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HealthChecksTests() => _services.AddLogging();

    [Theory]
    [InlineData(true, true, HealthStatus.Healthy)]
    [InlineData(false, false, HealthStatus.Degraded)]
    [InlineData(false, true, HealthStatus.Unhealthy)]
    public async Task The_monitor_is_published_as_one_check_with_its_probes_as_data(bool works, bool critical, HealthStatus expected)
    {
        _services.AddResilience().AddHealthMonitor(health => health.AddProbe(new("database", () => works) { Critical = critical }));
        _services.AddHealthChecks().AddResilience(tags: ["ready"]);
        await using ServiceProvider provider = _services.BuildServiceProvider();
        HealthCheckService checks = provider.GetRequiredService<HealthCheckService>();
        (await checks.CheckHealthAsync(Token)).Status.Should().Be(HealthStatus.Degraded, "nobody has looked yet");

        await provider.GetRequiredService<HealthMonitor>().RunAsync(Token);
        HealthReportEntry entry = (await checks.CheckHealthAsync(Token)).Entries["resilience"];

        entry.Status.Should().Be(expected);
        entry.Tags.Should().Equal("ready");
        entry.Data["database"].Should().Be(works ? "Healthy" : "Unhealthy");
        entry.Description.Should().Be(works ? null : "Not well: database.");
    }

    [Theory]
    [InlineData("live")]
    [InlineData("Liveness")]
    public void It_must_not_decide_whether_a_process_is_restarted(string tag)
    {
        Action add = () => _services.AddHealthChecks().AddResilience(tags: [tag]);

        add.Should().Throw<ArgumentException>().WithMessage($"*'{tag}'*somebody else's trouble*");
    }

    [Fact]
    public async Task Without_a_monitor_the_check_says_what_is_missing()
    {
        _services.AddHealthChecks().AddResilience();
        await using ServiceProvider provider = _services.BuildServiceProvider();

        Func<Task> check = () => provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        await check.Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddHealthMonitor()*");
    }

    [Fact]
    public async Task Checks_that_are_there_become_probes_and_our_own_does_not()
    {
        _services.AddScoped<Connection>();
        _services.AddHealthChecks()
            .AddResilience()
            .AddCheck<ConnectionCheck>("connection", HealthStatus.Degraded, ["db"])
            .AddCheck("broken", static () => throw new TimeoutException("secret"));
        _services.AddResilience().AddHealthMonitor(static health => health.AddRegisteredHealthChecks());
        await using ServiceProvider provider = _services.BuildServiceProvider(validateScopes: true);

        HealthSnapshot snapshot = await provider.GetRequiredService<HealthMonitor>().RunAsync(Token);

        snapshot.Probes.Select(static probe => (probe.Name, probe.IsCritical, probe.State, probe.Code)).Should().Equal(
            ("broken", true, HealthState.Unhealthy, ErrorCodes.Timeout),
            ("connection", false, HealthState.Degraded, (string?)null));
        snapshot.Probes[1].Tags.Should().Equal("db");
        snapshot.Probes[1].Data["used"].Should().Be(7);
        snapshot.Probes[1].Message.Should().Be("busy");
    }

    [Fact]
    public async Task The_host_has_probes_asked_and_stops_it()
    {
        var application = new Application();
        var asked = new TaskCompletionSource();
        using IHost host = application.Build(resilience => resilience.AddHealthMonitor(health => health.AddProbe(new("a", () => asked.TrySetResult()))));

        await host.StartAsync(Token);
        await asked.Task.WaitAsync(Token);
        HealthMonitor monitor = host.Services.GetRequiredService<HealthMonitor>();
        monitor.IsStarted.Should().BeTrue();
        await host.StopAsync(Token);

        monitor.IsStarted.Should().BeFalse();
    }

    [Fact]
    public async Task A_monitor_that_is_not_enabled_is_not_started()
    {
        var application = new Application();
        using IHost host = application.Build(static resilience => resilience.AddHealthMonitor(
            static health => health.Configure(static setup => setup.Enabled = false)));

        await host.StartAsync(Token);

        host.Services.GetRequiredService<HealthMonitor>().IsStarted.Should().BeFalse();
        await host.StopAsync(Token);
    }

    private sealed class Connection
    {
        public int Used { get; } = 7;
    }

    private sealed class ConnectionCheck(Connection connection) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new HealthCheckResult(
                context.Registration.FailureStatus, "busy", data: new Dictionary<string, object> { ["used"] = connection.Used }));
    }
}
