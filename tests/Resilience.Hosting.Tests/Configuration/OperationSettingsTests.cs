using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Hosting.Tests.Configuration;

public sealed class OperationSettingsTests
{
    [Fact]
    public void An_operation_is_made_from_a_preset_and_what_is_said_besides()
    {
        using var settings = new Settings("""
            { "Operations": { "ai": { "Preset": "conservative", "Retry": { "MaxAttempts": 4 }, "Bulkhead": { "Enabled": false } } } }
            """);

        settings.Errors().Should().BeEmpty();
        settings.Words("ai").Should().Be(ResiliencePipeline.Create(ResiliencePreset.Conservative, "ai", static options =>
        {
            options.Retry!.MaxAttempts = 4;
            options.Bulkhead = null;
        }).ToString());
    }

    [Fact]
    public void What_the_configuration_says_wins_over_the_code_and_the_rest_of_the_code_stays()
    {
        using var settings = new Settings(
            """{ "Operations": { "ai": { "Preset": "Llm", "Retry": { "MaxAttempts": 7 } } } }""",
            static builder => builder.AddPipeline("ai", ResiliencePreset.Http, static options =>
            {
                options.Retry!.MaxAttempts = 2;
                options.Bulkhead!.PermitLimit = 3;
            }));

        settings.Words("ai").Should().Be(ResiliencePipeline.Create(ResiliencePreset.Llm, "ai", static options =>
        {
            options.Bulkhead!.PermitLimit = 3;
            options.Retry!.MaxAttempts = 7;
        }).ToString());
    }

    [Fact]
    public void A_preset_is_changed_for_all_who_name_it()
    {
        using var settings = new Settings(
            """
            {
              "Presets": {
                "Http": { "Retry": { "MaxAttempts": 9 } },
                "Mine": { "BasedOn": "http", "AttemptTimeout": { "Timeout": "3s" } }
              },
              "Operations": { "b": { "Preset": "mine" } }
            }
            """,
            static builder => builder.AddPipeline("a", ResiliencePreset.Http));

        settings.Words("a").Should().Be(ResiliencePipeline.Create(ResiliencePreset.Http, "a", static o => o.Retry!.MaxAttempts = 9).ToString());
        settings.Words("b").Should().Be(ResiliencePipeline.Create(ResiliencePreset.Http, "b", static options =>
        {
            options.Retry!.MaxAttempts = 9;
            options.AttemptTimeout!.Timeout = TimeSpan.FromSeconds(3);
        }).ToString());
    }

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once_with_its_path()
    {
        using var settings = new Settings("""
            {
              "Operation": {},
              "Operations": {
                "ai_summarize": {
                  "Preset": "Balansed",
                  "Retry": { "MaxAttempts": 0, "MaxAttemps": 3, "Backoff": { "BaseDelay": "30" } },
                  "CircuitBreaker": { "FailureRatio": 1.5, "Window": "10s", "WindowCalls": 5 },
                  "Timeout": "30s"
                }
              }
            }
            """);

        settings.Errors().Should().BeEquivalentTo(
            "Resilience:Operation: there is no such setting; did you mean 'Operations'?",
            "Resilience:Operations:ai_summarize:CircuitBreaker: Window and WindowCalls exclude each other.",
            "Resilience:Operations:ai_summarize:CircuitBreaker:FailureRatio: '1.5' is out of range: it must be from 0.001 to 1.",
            "Resilience:Operations:ai_summarize:Preset: 'Balansed' is no preset; did you mean 'Balanced'?",
            "Resilience:Operations:ai_summarize:Retry:Backoff:BaseDelay: '30' is no duration: write it with its unit, such as '30s' or "
                + "'200ms', or as '00:00:30'.",
            "Resilience:Operations:ai_summarize:Retry:MaxAttempts: '0' is out of range: it must be from 1 to 2147483647.",
            "Resilience:Operations:ai_summarize:Retry:MaxAttemps: there is no such setting; did you mean 'MaxAttempts'?",
            "Resilience:Operations:ai_summarize:Timeout: '30s' is a value, but there must be names with values of their own here.");
    }

    [Fact]
    public async Task A_disabled_operation_passes_calls_through_and_counts_them()
    {
        using var settings = new Settings("""{ "Operations": { "ai": { "Enabled": false, "Retry": { "MaxAttempts": 4 } } } }""");
        int calls = 0;

        Func<Task> call = async () => await settings.Pipeline("ai").ExecuteAsync<int>(_ =>
        {
            calls++;
            throw new TimeoutException();
        });

        await call.Should().ThrowAsync<TimeoutException>();
        calls.Should().Be(1);
        settings.Operation("ai").Snapshot().Failures.Should().Be(1);
    }

    [Fact]
    public void Nothing_is_protected_when_everything_is_disabled()
    {
        using var settings = new Settings(
            """{ "Enabled": false }""", static builder => builder.AddPipeline("ai", ResiliencePreset.Http));
        ResilienceOperation other = settings.Registry.GetOrAdd("other", ResiliencePreset.Critical);

        settings.Words("ai").Should().NotContain("retry");
        other.Pipeline.ToString().Should().NotContain("retry");
        settings.Change("""{ "Enabled": true }""");
        settings.Words("ai").Should().Contain("retry");
        other.Definition.Preset.Should().BeSameAs(ResiliencePreset.Critical);
    }

    [Fact]
    public void An_operation_that_a_builder_describes_takes_nothing_but_whether_it_is_enabled()
    {
        using var settings = new Settings(
            """{ "Operations": { "ai": { "Retry": { "MaxAttempts": 4 } } } }""",
            static builder => builder.AddPipeline("ai", static (ResiliencePipelineBuilder pipeline) => pipeline.AddTimeout(TimeSpan.FromSeconds(1))));

        settings.Errors().Should().ContainSingle().Which.Should().StartWith("Resilience:Operations:ai: operation 'ai' is defined by a builder");
    }

    [Fact]
    public void Presets_that_go_round_in_a_circle_are_reported()
    {
        using var settings = new Settings("""{ "Presets": { "A": { "BasedOn": "B" }, "B": { "BasedOn": "A" } } }""");

        settings.Errors().Should().HaveCount(2).And.AllSatisfy(error => error.Should().Contain("goes round in a circle"));
    }

    [Fact]
    public void Exceptions_are_found_among_those_that_are_allowed()
    {
        const string Json = """{ "Operations": { "ai": { "Retry": { "Handle": { "Exceptions": "TimeoutException, KeyNotFoundException" } } } } }""";
        using var refused = new Settings(Json);
        using var allowed = new Settings(Json, options: static options => options.AllowException<KeyNotFoundException>());

        refused.Errors().Should().ContainSingle().Which.Should().Contain("'KeyNotFoundException' is no exception that is allowed");
        allowed.Errors().Should().BeEmpty();
        allowed.Words("ai").Should().Contain("exception TimeoutException or exception KeyNotFoundException");
    }

    [Fact]
    public async Task What_the_code_has_for_results_of_one_type_stays_with_another_preset_and_goes_while_disabled()
    {
        using var settings = new Settings(
            """{ "Operations": { "ai": { "Preset": "Conservative", "Retry": { "Enabled": false } } } }""",
            static builder => builder.AddPipeline<string>("ai", ResiliencePreset.Llm, static options => options.Fallback = new()
            {
                Action = static (_, _) => new("second best"),
            }));
        ResiliencePipeline<string> pipeline = settings.Provider.GetRequiredKeyedService<ResiliencePipeline<string>>("ai");
        ValueTask<Outcome<string>> Call() => pipeline.ExecuteOutcomeAsync(static _ => throw new TimeoutException());

        (await Call()).Result.Should().Be("second best");
        settings.Change("""{ "Operations": { "ai": { "Enabled": false } } }""");
        (await Call()).Exception.Should().BeOfType<TimeoutException>();
        settings.Change("""{ "Operations": { "ai": { "Retry": { "Enabled": false } } } }""");

        (await Call()).Result.Should().Be("second best");
    }

    [Fact]
    public void Later_sections_are_laid_over_earlier_ones_and_errors_tell_where_they_are()
    {
        var other = new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Other:Operations:ai:Retry:MaxAttempts"] = "0",
            ["Other:Operations:ai:Preset"] = "Http",
        };
        using var settings = new Settings(
            """{ "Operations": { "ai": { "Preset": "Lm", "Timeout": { "Timeout": "3 weeks" } } } }""");
        using var both = new Settings(
            """{ "Operations": { "ai": { "Preset": "Lm" } } }""",
            afterwards: builder => builder.BindConfiguration(other.GetSection("Other")));

        settings.Errors().Should().HaveCount(2);
        both.Errors().Should().ContainSingle().Which.Should().StartWith("Other:Operations:ai:Retry:MaxAttempts: '0'");
    }
}
