using Resilience.Timeouts;

namespace Resilience.Chaos;

public sealed class ChaosBehaviorTests : IDisposable
{
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_behavior_runs_to_its_end_before_the_callback_starts()
    {
        int callsBefore = -1;
        ResiliencePipeline pipeline = _rig.Builder().AddChaosBehavior(ChaosRig.Behavior(async (arguments, token) =>
        {
            await Task.Yield();
            callsBefore = _rig.Calls;
            arguments.Attempt.Should().Be(1);
            token.IsCancellationRequested.Should().BeFalse();
        })).Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(1);
        callsBefore.Should().Be(0);
        _rig.Injected.Single().Reason.Should().Be("behavior");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_behavior_throws_is_the_attempts_failure(bool asynchronous)
    {
        var fault = new IOException();
        ResiliencePipeline pipeline = _rig.Builder().AddChaosBehavior(ChaosRig.Behavior(
            (_, _) => asynchronous ? ValueTask.FromException(fault) : throw fault)).Build();

        (await _rig.CallAsync(pipeline)).Exception.Should().BeSameAs(fault);
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_deadline_outside_cancels_a_behavior_and_claims_it()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddTimeout(Bench.Second)
            .AddChaosBehavior(ChaosRig.Behavior(static async (_, token) => await Bench.HangAsync(token)))
            .AddTimeout(new TimeoutOptions { Name = "inside", Timeout = Bench.Second / 2 })
            .Build();
        Task<Outcome<int>> call = _rig.CallAsync(pipeline);

        await _rig.Bench.AdvanceUntilAsync(call, Bench.Second / 10);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("timeout");
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_behavior_that_ignores_its_token_keeps_the_callback_from_starting_late()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddTimeout(Bench.Second)
            .AddChaosBehavior(ChaosRig.Behavior((_, token) =>
            {
                _rig.Bench.Clock.Advance(Bench.Second);
                token.IsCancellationRequested.Should().BeTrue();
                return default;
            }))
            .Build();

        (await _rig.CallAsync(pipeline)).Exception.Should().BeOfType<OperationTimedOutException>();
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_a_behavior_and_wins()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddTimeout(Bench.Second)
            .AddChaosBehavior(ChaosRig.Behavior(static async (_, token) => await Bench.HangAsync(token)))
            .Build();
        Task<Outcome<int>> call = _rig.CallAsync(pipeline);

        _rig.Bench.CancelCaller();

        (await call).IsCancelled.Should().BeTrue();
        ((OperationCanceledException)(await call).Exception!).CancellationToken.Should().Be(_rig.Bench.Caller);
    }

    [Fact]
    public async Task The_callback_after_a_behavior_has_a_token_of_its_own_under_the_same_deadline()
    {
        CancellationToken before = default;
        CancellationToken inside = default;
        ResiliencePipeline pipeline = _rig.Builder()
            .AddTimeout(Bench.Second)
            .AddChaosBehavior(ChaosRig.Behavior((_, token) =>
            {
                before = token;
                return default;
            }))
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                inside = token;
                return Bench.HangAsync(token);
            },
            _rig.Bench.Caller).AsTask();

        _rig.Bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        inside.Should().NotBe(before);
        inside.IsCancellationRequested.Should().BeTrue();
        before.IsCancellationRequested.Should().BeFalse();
    }
}
