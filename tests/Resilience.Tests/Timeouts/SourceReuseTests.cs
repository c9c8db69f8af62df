using Resilience.Pipelines;

namespace Resilience.Timeouts;

/// <summary>
/// When the next execution gets the same token source, and when it must not (corner 74). Frames are kept per thread, so each test runs
/// its calls on a thread of its own, one after the other.
/// </summary>
public sealed class SourceReuseTests
{
    private static readonly Func<CancellationToken, CancellationToken> _echo = static token => token;

    [Fact]
    public void Synchronous_executions_use_one_source_over_and_over() => OnOneThread(static () =>
    {
        ResiliencePipeline pipeline = Build();
        CancellationToken first = pipeline.Execute(_echo, CancellationToken.None);

        Enumerable.Range(0, 100).Select(_ => pipeline.Execute(_echo, CancellationToken.None)).Should().OnlyContain(token => token == first);
    });

    [Fact]
    public void A_failure_does_not_cost_the_source() => OnOneThread(static () =>
    {
        ResiliencePipeline pipeline = Build();
        CancellationToken first = default;
        pipeline.ExecuteOutcome<int>(
            token =>
            {
                first = token;
                throw new IOException();
            },
            CancellationToken.None);

        pipeline.Execute(_echo, CancellationToken.None).Should().Be(first);
    });

    [Fact]
    public void If_the_builder_says_so_no_source_is_used_twice() => OnOneThread(static () =>
    {
        ResiliencePipeline pipeline = Build(reuse: false);

        Enumerable.Range(0, 100).Select(_ => pipeline.Execute(_echo, CancellationToken.None)).Should().OnlyHaveUniqueItems();
    });

    [Fact]
    public void What_an_asynchronous_execution_held_is_not_used_again() => OnOneThread(static () =>
    {
        ResiliencePipeline pipeline = Build();
        var gate = new TaskCompletionSource();
        CancellationToken held = default;
        Task<int> call = pipeline.ExecuteAsync(
            async token =>
            {
                held = token;
                await gate.Task;
                return 1;
            },
            CancellationToken.None).AsTask();
        gate.SetResult();
        call.GetAwaiter().GetResult();

        Enumerable.Range(0, 100).Select(_ => pipeline.Execute(_echo, CancellationToken.None)).Should().NotContain(held);
        held.IsCancellationRequested.Should().BeFalse();
    });

    [Fact]
    public void What_fired_is_not_used_again() => OnOneThread(static () =>
    {
        using var bench = new Bench();
        ResiliencePipeline pipeline = bench.Builder().AddTimeout(Bench.Second).Build();
        CancellationToken fired = pipeline.Execute(
            token =>
            {
                bench.Clock.Advance(Bench.Second);
                return token;
            },
            CancellationToken.None);

        fired.IsCancellationRequested.Should().BeTrue();
        CancellationToken next = pipeline.Execute(_echo, CancellationToken.None);
        next.Should().NotBe(fired);
        next.IsCancellationRequested.Should().BeFalse();
    });

    [Fact]
    public void What_the_caller_cancelled_is_not_used_again() => OnOneThread(static () =>
    {
        using var bench = new Bench();
        ResiliencePipeline pipeline = bench.Builder().AddTimeout(Bench.Second).Build();
        CancellationToken cancelled = pipeline.Execute(
            token =>
            {
                bench.CancelCaller();
                return token;
            },
            bench.Caller);

        cancelled.IsCancellationRequested.Should().BeTrue();
        pipeline.Execute(_echo, CancellationToken.None).Should().NotBe(cancelled);
    });

    [Fact]
    public void A_retry_after_a_timeout_gets_a_source_that_is_not_cancelled() => OnOneThread(static () =>
    {
        using var bench = new Bench();
        var tokens = new List<CancellationToken>();
        ResiliencePipeline pipeline = bench.Builder().AddRetry(new() { Backoff = Backoff.None }).AddTimeout(Bench.Second).Build();
        Outcome<int> outcome = pipeline.ExecuteOutcome<int>(
            token =>
            {
                token.IsCancellationRequested.Should().BeFalse();
                tokens.Add(token);
                bench.Clock.Advance(Bench.Second);
                throw new OperationCanceledException(token);
            },
            CancellationToken.None);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        tokens.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    });

    [Fact]
    public void A_registration_that_a_synchronous_callback_left_behind_is_never_run_by_a_later_execution() => OnOneThread(static () =>
    {
        using var bench = new Bench();
        ResiliencePipeline pipeline = bench.Builder().AddTimeout(Bench.Second).Build();
        int runs = 0;
        CancellationToken first = pipeline.Execute(
            token =>
            {
                token.Register(() => Interlocked.Increment(ref runs));
                return token;
            },
            CancellationToken.None);
        CancellationToken second = pipeline.Execute(
            token =>
            {
                bench.Clock.Advance(Bench.Second);
                return token;
            },
            CancellationToken.None);

        second.Should().Be(first, "otherwise this test shows nothing");
        second.IsCancellationRequested.Should().BeTrue();
        runs.Should().Be(0);
    });

    [Fact]
    public void A_nested_execution_has_a_source_of_its_own() => OnOneThread(static () =>
    {
        ResiliencePipeline pipeline = Build();

        pipeline.Execute(token => pipeline.Execute(_echo, token) != token, CancellationToken.None).Should().BeTrue();
    });

    [Fact]
    public void A_frame_given_back_twice_is_refused() => OnOneThread(static () =>
    {
        ExecutionFrame frame = FramePool.Rent();
        FramePool.Return(frame);

        Action again = () => FramePool.Return(frame);

        again.Should().Throw<InvalidOperationException>();
        FramePool.Rent().Should().BeSameAs(frame);
        FramePool.Rent().Should().NotBeSameAs(frame);
    });

    private static ResiliencePipeline Build(bool reuse = true) =>
        new ResiliencePipelineBuilder { ReuseCancellationSources = reuse }.AddTimeout(TimeSpan.FromHours(1)).Build();

    private static void OnOneThread(Action test) => Task.Factory
        .StartNew(test, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        .GetAwaiter().GetResult();
}
