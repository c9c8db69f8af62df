using System.Diagnostics;

namespace Resilience.Timeouts;

/// <summary>Under the system clock: deadlines and callers reach a callback that only watches its token, and nothing is early.</summary>
public sealed class TimeoutLivenessTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(1000)]
    public void A_synchronous_callback_sees_its_deadline(int milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(timeout).Build();
        long start = Stopwatch.GetTimestamp();

        Outcome<int> outcome = pipeline.ExecuteOutcome<int>(static token => Spin(token), TestContext.Current.CancellationToken);

        Stopwatch.GetElapsedTime(start).Should().BeGreaterThanOrEqualTo(timeout);
        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact]
    public void A_synchronous_callback_sees_its_caller_cancel()
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromHours(1)).Build();

        Outcome<int> outcome = pipeline.ExecuteOutcome<int>(
            token =>
            {
                caller.Cancel();
                return Spin(token);
            },
            caller.Token);

        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(caller.Token);
    }

    [Fact]
    public async Task An_asynchronous_callback_sees_its_caller_cancel_at_once()
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromHours(1)).Build();
        CancellationToken seen = default;
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                seen = token;
                return Bench.HangAsync(token);
            },
            caller.Token).AsTask();

        // Not CancelAsync: when Cancel returns, the attempt's token must be cancelled, without help of a sweep.
        Cancel(caller);

        seen.IsCancellationRequested.Should().BeTrue();
        (await call).IsCancelled.Should().BeTrue();
    }

    [Fact]
    public async Task A_caller_that_cancels_before_the_callback_goes_asynchronous_is_seen_when_it_does()
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromHours(1)).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            token =>
            {
                Cancel(caller);
                return Bench.HangAsync(token);
            },
            caller.Token).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);

        outcome.IsCancelled.Should().BeTrue();
    }

    [Fact]
    public async Task A_registration_that_blocks_holds_up_no_other_deadline()
    {
        using var release = new ManualResetEventSlim();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromMilliseconds(20)).Build();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> blocking = pipeline.ExecuteAsync(
            token =>
            {
                token.Register(() =>
                {
                    blocked.SetResult();
                    release.Wait(_patience);
                });
                return gate.Task;
            },
            TestContext.Current.CancellationToken).AsTask();
        await blocked.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);

        Outcome<int> other = pipeline.ExecuteOutcome<int>(static token => Spin(token), TestContext.Current.CancellationToken);

        other.Exception.Should().BeOfType<OperationTimedOutException>();
        release.Set();
        gate.SetResult(1);
        (await blocking).Should().Be(1);
    }

    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private static int Spin(CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (!token.IsCancellationRequested)
        {
            spin.SpinOnce();
            if (Stopwatch.GetElapsedTime(start) > _patience)
                throw new InvalidOperationException("No cancellation came.");
        }

        throw new OperationCanceledException(token);
    }
}
