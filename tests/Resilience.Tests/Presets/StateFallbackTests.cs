namespace Resilience.Presets;

public sealed class StateFallbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fallback_is_given_the_input_of_the_call()
    {
        ResiliencePipeline pipeline = Pipeline(static options => options
            .AddFallback<string, string>(static text => $"fallback for {text}")
            .AddFallback<string, int>(static async (text, _) =>
            {
                await Task.Yield();
                return text.Length;
            }));

        (await pipeline.ExecuteAsync(static ValueTask<string> (string _, CancellationToken _) => throw new TestException(), "me", Token))
            .Should().Be("fallback for me");
        (await pipeline.ExecuteAsync(static ValueTask<int> (string _, CancellationToken _) => throw new TestException(), "me", Token))
            .Should().Be(2);
    }

    [Fact]
    public async Task A_call_with_another_state_fails_as_it_would_have()
    {
        ResiliencePipeline pipeline = Pipeline(static options => options.AddFallback<string, int>(static text => text.Length));

        Outcome<int> failed = await pipeline.ExecuteOutcomeAsync(
            static ValueTask<int> (int _, CancellationToken _) => throw new TestException(), 7, Token);
        Outcome<int> without = await pipeline.ExecuteOutcomeAsync(static ValueTask<int> (_) => throw new TestException(), Token);

        failed.Exception.Should().BeOfType<TestException>();
        without.Exception.Should().BeOfType<TestException>();
    }

    [Fact]
    public async Task The_typed_pipeline_of_a_preset_falls_back_too()
    {
        ResiliencePreset preset = new("falling", static options =>
        {
            options.Retry = null;
            options.AddFallback<string, string>(static text => text + "?").AddFallback<string, int>(static _ => 1);
        });
        var pipeline = ResiliencePipeline<string>.Create(preset, "typed");

        (await pipeline.ExecuteAsync(static ValueTask<string> (string _, CancellationToken _) => throw new TestException(), "me", Token))
            .Should().Be("me?");
    }

    [Fact]
    public async Task A_rejection_that_no_fallback_answers_stays_one()
    {
        var breaker = new CircuitBreaker();
        breaker.Trip();
        ResiliencePipeline pipeline = Pipeline(options =>
        {
            options.SharedCircuitBreaker = breaker;
            options.AddFallback<string, int>(static text => text.Length);
        });

        Outcome<int> refused = await pipeline.ExecuteOutcomeAsync(static (_, _) => new ValueTask<int>(1), 7, Token);

        refused.Code.Should().Be("rejected.circuit_open");
    }

    private static ResiliencePipeline Pipeline(Action<StandardPipelineOptions> configure) =>
        ResiliencePipeline.Create(ResiliencePreset.Balanced, "x", options =>
        {
            options.Retry = null;
            configure(options);
        });
}
