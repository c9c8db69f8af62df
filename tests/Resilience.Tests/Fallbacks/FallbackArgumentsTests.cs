using Resilience.Retries;
using Resilience.Telemetry;

namespace Resilience.Fallbacks;

public sealed class FallbackArgumentsTests
{
    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact] // 67
    public async Task The_action_is_told_outcome_failure_attempts_and_context()
    {
        FallbackArguments<int> seen = default;
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int>
            {
                Action = (arguments, _) =>
                {
                    seen = arguments;
                    return new(-1);
                },
            })
            .AddRetry(new() { Backoff = Backoff.None })
            .Build();
        var context = new ResilienceContext("operation", Token);

        await pipeline.ExecuteAsync(static (down, context) => down.CallAsync(context.CancellationToken), Dependency.Down(), context);

        seen.Outcome.Exception!.Message.Should().Be("call 3");
        seen.Failure.Exception.Should().BeSameAs(seen.Outcome.Exception);
        seen.Failure.Failure.Disposition.Should().Be(FailureDisposition.Transient);
        seen.Attempt.Should().Be(3);
        seen.Context.Should().BeSameAs(context);
    }

    [Fact]
    public async Task The_action_may_know_the_state_of_the_call_by_its_type()
    {
        var found = new List<object?>();
        ResiliencePipeline<string> pipeline = Pipeline(arguments =>
        {
            found.Add(arguments.TryGetState(out Input? input) ? input : null);
            found.Add(arguments.TryGetState(out object? any) ? any : null);
            arguments.TryGetState(out string? wrong).Should().BeFalse();
            wrong.Should().BeNull();
            arguments.TryGetState(out int number).Should().BeFalse();
            number.Should().Be(0);
        });
        var input = new Input("document");

        await pipeline.ExecuteAsync(static (_, _) => ValueTask.FromException<string>(new TransientException()), input, Token);

        found.Should().Equal(input, input);
    }

    [Fact]
    public async Task A_state_of_a_value_type_is_found_too()
    {
        (int, string) found = default;
        ResiliencePipeline<string> pipeline = Pipeline(arguments => arguments.TryGetState(out found).Should().BeTrue());

        await pipeline.ExecuteAsync(static (_, _) => ValueTask.FromException<string>(new TransientException()), (7, "seven"), Token);

        found.Should().Be((7, "seven"));
    }

    [Fact]
    public async Task A_call_without_state_has_none_whatever_the_form()
    {
        int asked = 0;
        ResiliencePipeline<string> typed = Pipeline(arguments =>
        {
            asked++;
            arguments.TryGetState(out object? state).Should().BeFalse();
            state.Should().BeNull();
        });
        ResiliencePipeline untyped = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions
            {
                Action = (arguments, _) =>
                {
                    asked++;
                    arguments.TryGetState(out object? _).Should().BeFalse();
                    return default;
                },
            })
            .Build();

        await typed.ExecuteAsync(static _ => ValueTask.FromException<string>(new TransientException()), Token);
        await typed.ExecuteAsync(static _ => Task.FromException<string>(new TransientException()), Token);
        await typed.ExecuteOutcomeAsync(
            static _ => new ValueTask<Outcome<string>>(Outcome.Failure<string>(new TransientException())), Token);
        typed.Execute(static _ => Throw<string>(), Token);
        typed.ExecuteOutcome(static _ => Outcome.Failure<string>(new TransientException()), Token);
        await untyped.ExecuteAsync(static _ => ValueTask.FromException(new TransientException()), Token);
        await untyped.ExecuteAsync(static _ => Task.FromException(new TransientException()), Token);
        untyped.Execute(static _ => { Throw<string>(); }, Token);

        asked.Should().Be(8);
    }

    [Fact]
    public async Task The_state_is_not_kept_for_the_next_call()
    {
        var found = new List<bool>();
        ResiliencePipeline<string> pipeline = Pipeline(arguments => found.Add(arguments.TryGetState(out Input? _)));

        await pipeline.ExecuteAsync(static (_, _) => ValueTask.FromException<string>(new TransientException()), new Input("first"), Token);
        await pipeline.ExecuteAsync(static _ => ValueTask.FromException<string>(new TransientException()), Token);

        found.Should().Equal(true, false);
    }

    [Fact]
    public async Task Event_handler_and_action_come_in_this_order()
    {
        var order = new List<string>();
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(TimeProvider.System, _events)
            .AddFallback(new FallbackOptions<int>
            {
                OnFallback = async arguments =>
                {
                    _events.Kinds.Should().Contain(ResilienceEventKind.FallbackUsed);
                    order.Add("handler begins");
                    await Task.Yield();
                    order.Add($"handler ends, {arguments.Failure.Code}");
                },
                Action = (_, _) =>
                {
                    order.Add("action");
                    return new(-1);
                },
            })
            .Build();

        await pipeline.ExecuteAsync(Dependency.Down(static () => new TimeoutException()).CallAsync, Token);

        order.Should().Equal("handler begins", "handler ends, failure.timeout", "action");
        _events.Only(ResilienceEventKind.FallbackUsed).Code.Should().Be(ErrorCodes.Timeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_throws_is_reported_and_the_action_runs_all_the_same(bool atOnce)
    {
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(TimeProvider.System, _events)
            .AddFallback(new FallbackOptions<int>
            {
                OnFallback = _ => atOnce ? throw new NotSupportedException() : ValueTask.FromException(new NotSupportedException()),
                Action = static (_, _) => new(-1),
            })
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(-1);

        _events.Only(ResilienceEventKind.CallbackFailed).Exception.Should().BeOfType<NotSupportedException>();
    }

    [Fact]
    public async Task An_action_may_use_the_pipeline_itself()
    {
        ResiliencePipeline<int>? pipeline = null;
        pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int> { Action = (_, token) => pipeline!.ExecuteAsync(Dependency.Failing(0).CallAsync, token) })
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(1);
    }

    private static T Throw<T>() => throw new TransientException();

    private static ResiliencePipeline<string> Pipeline(Action<FallbackArguments<string>> look) => new ResiliencePipelineBuilder<string>()
        .AddFallback(new FallbackOptions<string>
        {
            Action = (arguments, _) =>
            {
                look(arguments);
                return new("fallback");
            },
        })
        .Build();

    private sealed record Input(string Name);
}
