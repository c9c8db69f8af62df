using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Hosting.Tests.Configuration;

public sealed class ReloadTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pipeline_that_callers_hold_gets_the_new_numbers_and_a_call_that_runs_ends_as_it_began()
    {
        using var settings = new Settings("""{ "Operations": { "ai": { "Retry": { "MaxAttempts": 2, "Backoff": { "Enabled": false } } } } }""");
        ResiliencePipeline pipeline = settings.Pipeline("ai");
        var gate = new TaskCompletionSource();
        int running = 0;
        Task call = pipeline.ExecuteAsync(
            async (CancellationToken _) =>
            {
                running++;
                await gate.Task;
                throw new TimeoutException();
            },
            Test).AsTask();

        settings.Change("""{ "Operations": { "ai": { "Retry": { "MaxAttempts": 5, "Backoff": { "Enabled": false } } } } }""");
        gate.SetResult();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<TimeoutException>();
        int later = 0;
        await FluentActions.Awaiting(() => pipeline.ExecuteAsync<int>(_ => throw new TimeoutException($"{later++}"), Test).AsTask())
            .Should().ThrowAsync<TimeoutException>();

        (running, later).Should().Be((2, 5));
        settings.Pipeline("ai").Should().BeSameAs(pipeline);
        settings.Configuration.Status.Version.Should().Be(2);
    }

    [Fact]
    public async Task A_circuit_stays_open_when_something_else_changes_and_is_made_anew_when_its_own_numbers_do()
    {
        const string Breaker = """ "CircuitBreaker": { "ConsecutiveFailures": 1, "Handle": { "Causes": "Timeout" } } """;
        using var settings = new Settings($$"""{ "Operations": { "ai": { "Retry": { "Enabled": false }, {{Breaker}} } } }""");
        CircuitState State() => settings.Operation("ai").Snapshot().Circuits.Single().State;
        await settings.Pipeline("ai").ExecuteOutcomeAsync<int>(static _ => throw new TimeoutException(), Test);
        State().Should().Be(CircuitState.Open);

        settings.Change($$"""{ "Operations": { "ai": { "Retry": { "MaxAttempts": 9 }, {{Breaker.Replace("\"Timeout\"", "[\"timeout\"]")}} } } }""");
        settings.Words("ai").Should().Contain("9 attempts");
        State().Should().Be(CircuitState.Open);
        settings.Change($$"""{ "Operations": { "ai": { {{Breaker.Replace("1", "2")}} } } }""");

        State().Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void A_bad_configuration_changes_nothing_and_is_reported_and_the_next_good_one_is_taken()
    {
        using var settings = new Settings("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 2 } }, "b": {} } }""");
        (string a, string b) = (settings.Words("a"), settings.Words("b"));
        var told = new List<ResilienceConfigurationStatus>();
        settings.Configuration.Changed += told.Add;
        settings.Configuration.Changed += static _ => throw new InvalidOperationException("a handler");

        settings.Change("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 4 } }, "b": { "Retry": { "MaxAttempts": -1 } } } }""");
        (settings.Words("a"), settings.Words("b")).Should().Be((a, b));
        settings.Configuration.Status.IsCurrent.Should().BeFalse();
        settings.Configuration.Status.Version.Should().Be(1);
        settings.Configuration.Status.Errors.Should().ContainSingle().Which.Should().StartWith("Resilience:Operations:b:Retry:MaxAttempts: '-1'");
        settings.Change("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 4 } }, "b": { "Retry": { "MaxAttempts": 5 } } } }""");

        (settings.Words("a"), settings.Words("b")).Should().Be((a.Replace("2 att", "4 att"), b.Replace("3 att", "5 att")));
        told.Select(static one => (one.IsCurrent, one.Version)).Should().Equal((false, 1), (true, 2));
    }

    [Fact]
    public void What_only_the_pipeline_finds_out_keeps_everything_as_it_was_too()
    {
        using var settings = new Settings("""{ "Operations": { "a": {}, "b": {} } }""");
        string a = settings.Words("a");
        _ = settings.Words("b");

        settings.Change("""
            { "Operations": {
                "a": { "Retry": { "MaxAttempts": 4 } },
                "b": { "Bulkhead": { "PermitLimit": 5, "Adaptive": { "Min": 20 } } },
                "c": { "Bulkhead": { "PermitLimit": 5, "Adaptive": { "Min": 20 } } } } }
            """);

        settings.Words("a").Should().Be(a);
        settings.Configuration.Status.Errors.Should().HaveCount(2)
            .And.Contain(error => error.Contains("'b'")).And.Contain(error => error.StartsWith("Resilience:Operations:c: "));
    }

    [Fact]
    public void A_section_that_is_gone_is_no_wish_to_take_everything_back()
    {
        using var settings = new Settings("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 7 } } } }""");
        _ = settings.Words("a");

        settings.Change("{}");

        settings.Words("a").Should().Contain("7 attempts");
        settings.Configuration.Status.Errors.Should().ContainSingle().Which.Should().StartWith("Resilience: the section is gone");
    }

    [Fact]
    public void Changes_that_come_together_are_taken_as_one_after_the_delay()
    {
        using var settings = new Settings("""{ "Operations": { "a": {} } }""", options: static o => o.ReloadDelay = TimeSpan.FromSeconds(2));
        _ = settings.Words("a");

        for (int i = 4; i < 10; i++)
            settings.Change($$"""{ "Operations": { "a": { "Retry": { "MaxAttempts": {{i}} } } } }""");
        settings.Words("a").Should().Contain("3 attempts");
        settings.Clock.Advance(TimeSpan.FromSeconds(2));

        settings.Words("a").Should().Contain("9 attempts");
        settings.Configuration.Status.Version.Should().Be(2);
    }

    [Fact]
    public void Reloading_can_be_turned_off_and_asked_for()
    {
        using var settings = new Settings("""{ "Operations": { "a": {} } }""", options: static options => options.ReloadOnChange = false);
        _ = settings.Words("a");

        settings.Change("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 7 } } } }""");
        settings.Words("a").Should().Contain("3 attempts");
        settings.Configuration.Reload().Version.Should().Be(2);

        settings.Words("a").Should().Contain("7 attempts");
    }

    [Fact]
    public void An_operation_that_comes_with_a_change_can_be_asked_for_and_one_that_goes_is_as_the_code_says()
    {
        using var settings = new Settings(
            """{ "Operations": { "a": { "Retry": { "MaxAttempts": 7 } } } }""", static builder => builder.AddPipeline("a", ResiliencePreset.Http));
        ResiliencePipeline a = settings.Pipeline("a");

        settings.Change("""{ "Operations": { "b": { "Retry": { "MaxAttempts": 8 } } } }""");

        settings.Words("b").Should().Contain("8 attempts");
        a.ToString().Should().Contain("3 attempts");
        settings.Configuration.Status.Operations.Should().Equal("b");
    }

    [Fact]
    public void A_bulkhead_keeps_its_calls_when_it_is_resized()
    {
        using var settings = new Settings("""{ "Operations": { "a": { "Bulkhead": { "PermitLimit": 1 } } } }""");
        ResiliencePipeline pipeline = settings.Pipeline("a");
        var gate = new TaskCompletionSource<int>();
        _ = pipeline.ExecuteAsync(async _ => await gate.Task, Test).AsTask();

        settings.Change("""{ "Operations": { "a": { "Bulkhead": { "PermitLimit": 2 } } } }""");

        settings.Operation("a").Snapshot().Bulkheads.Should().ContainSingle().Which.Should()
            .Match<BulkheadSnapshot>(static bulkhead => bulkhead.PermitLimit == 2 && bulkhead.InFlight == 1);
        gate.SetResult(0);
    }
}
