using Resilience.Retries;

namespace Resilience.Fallbacks;

public sealed class FallbackTokenTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_deadline_the_actions_token_is_the_callers()
    {
        CancellationToken seen = default;
        using var caller = new CancellationTokenSource();

        await Build(inner: false, outer: false, (_, token) =>
        {
            seen = token;
            return new(-1);
        }).ExecuteAsync(Dependency.Down().CallAsync, caller.Token);

        seen.Should().Be(caller.Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_caller_cancels_the_action(bool deadline)
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline<int> pipeline = Build(inner: false, deadline, async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return -1;
        });

        Task<Outcome<int>> execution = pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, caller.Token).AsTask();
        execution.IsCompleted.Should().BeFalse();
        await caller.CancelAsync();

        Outcome<int> outcome = await execution;
        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(caller.Token);
    }

    [Fact]
    public async Task The_deadline_outside_cancels_the_action_and_its_timeout_claims_that()
    {
        ResiliencePipeline<int> pipeline = Build(inner: false, outer: true, async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return -1;
        });

        Task<Outcome<int>> execution = pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token).AsTask();
        execution.IsCompleted.Should().BeFalse();
        _clock.Advance(_limit);

        (await execution).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(_limit);
    }

    [Fact]
    public async Task The_deadline_inside_does_not_reach_the_action()
    {
        ResiliencePipeline<int> pipeline = Build(inner: true, outer: false, (_, token) =>
        {
            _clock.Advance(_limit * 2);
            token.IsCancellationRequested.Should().BeFalse();
            return new(-1);
        });

        int result = await pipeline.ExecuteAsync(
            token =>
            {
                _clock.Advance(_limit);
                token.ThrowIfCancellationRequested();
                return new ValueTask<int>(1);
            },
            Token);

        result.Should().Be(-1);
    }

    [Fact]
    public async Task The_time_of_the_call_counts_for_the_deadline_of_the_action()
    {
        ResiliencePipeline<int> pipeline = Build(inner: false, outer: true, (_, token) =>
        {
            token.IsCancellationRequested.Should().BeFalse();
            _clock.Advance(_limit / 2);
            token.ThrowIfCancellationRequested();
            return new(-1);
        });

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            (_, _) =>
            {
                _clock.Advance(_limit / 2);
                throw new TransientException();
            },
            0, Token);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact] // The system's clock: there the sweeper would look only later.
    public async Task After_a_deadline_outside_the_actions_token_is_cancelled_from_the_beginning()
    {
        bool cancelled = false;
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddTimeout(TimeSpan.FromMilliseconds(1))
            .AddFallback(new FallbackOptions<int>
            {
                Action = (_, token) =>
                {
                    cancelled = token.IsCancellationRequested;
                    return new(-1);
                },
            })
            .Build();

        int result = await pipeline.ExecuteAsync(
            static async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return 1;
            },
            Token);

        result.Should().Be(-1);
        cancelled.Should().BeTrue();
    }

    [Fact]
    public async Task An_action_that_returns_although_the_deadline_has_passed_is_believed()
    {
        ResiliencePipeline<int> pipeline = Build(inner: false, outer: true, (_, _) =>
        {
            _clock.Advance(_limit * 2);
            return new(-1);
        });

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(-1);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_at_the_deadline()
    {
        var never = new TaskCompletionSource();
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(_clock)
            .AddTimeout(_limit)
            .AddFallback(new FallbackOptions<int> { OnFallback = _ => new(never.Task), Action = static (_, _) => new(-1) })
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Down().CallAsync, Token)).Should().Be(-1);

        _clock.Waits.Should().Equal(_limit);
    }

    private ResiliencePipeline<int> Build(bool inner, bool outer, Func<FallbackArguments<int>, CancellationToken, ValueTask<int>> action)
    {
        ResiliencePipelineBuilder<int> builder = Retrying.Builder<int>(_clock);
        if (outer)
            builder.AddTimeout(_limit);
        builder.AddFallback(new FallbackOptions<int> { Action = action });
        if (inner)
            builder.AddTimeout(_limit);
        return builder.Build();
    }
}
