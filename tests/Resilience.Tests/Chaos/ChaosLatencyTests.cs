using Resilience.Telemetry;
using Resilience.Timeouts;

namespace Resilience.Chaos;

public sealed class ChaosLatencyTests : IDisposable
{
    private static readonly TimeSpan _second = Bench.Second;
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task The_callback_starts_after_the_delay_and_not_before()
    {
        Task<Outcome<int>> call = _rig.CallAsync(_rig.Builder().AddChaosLatency(ChaosRig.Latency(_second * 2)).Build());

        _rig.Bench.Clock.Advance(_second * 2 - TimeSpan.FromTicks(1));
        call.IsCompleted.Should().BeFalse();
        _rig.Bench.Clock.Advance(TimeSpan.FromTicks(1));

        (await call).Result.Should().Be(1);
        _rig.Injected.Single().Should().Match<ResilienceEvent>(static it => it.Reason == "latency 2 s" && it.Duration == _second * 2);
    }

    [Fact]
    public async Task The_attempts_timeout_takes_a_delay_for_a_slow_callback_and_a_retry_tries_again()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddRetry(new() { Backoff = Backoff.None })
            .AddTimeout(_second)
            .AddChaosLatency(new()
            {
                EnvironmentName = ChaosRig.Environment,
                Rate = 1,
                LatencyGenerator = static call => call.Attempt == 1 ? _second * 30 : TimeSpan.Zero,
            })
            .Build();
        Task<Outcome<int>> call = _rig.CallAsync(pipeline);

        _rig.Bench.Clock.Advance(_second);
        await _rig.Bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(1));

        (await call).Result.Should().Be(1);
        _rig.Bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(1);
        _rig.Injected.Should().ContainSingle().Which.Reason.Should().Be("latency 30 s");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_delay_of_nothing_or_less_is_none(int seconds)
    {
        ChaosLatencyOptions options = ChaosRig.Latency(_second);
        options.LatencyGenerator = _ => _second * seconds;

        (await _rig.CallAsync(_rig.Builder().AddChaosLatency(options).Build())).Result.Should().Be(1);
        _rig.Injected.Should().BeEmpty();
    }

    [Fact]
    public async Task A_caller_who_cancels_during_the_delay_never_sees_the_callback_start()
    {
        Task<Outcome<int>> call = _rig.CallAsync(_rig.Builder().AddChaosLatency(ChaosRig.Latency(_second)).Build());

        _rig.Bench.CancelCaller();

        (await call).IsCancelled.Should().BeTrue();
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_deadline_that_passes_in_the_handler_leaves_no_time_for_the_delay()
    {
        ChaosLatencyOptions options = ChaosRig.Latency(_second);
        options.OnInjected = async _ =>
        {
            await Task.Yield();
            _rig.Bench.Clock.Advance(_second * 2);
        };

        Outcome<int> outcome = await _rig.CallAsync(_rig.Builder().AddTimeout(_second * 2).AddChaosLatency(options).Build());

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public void A_synchronous_call_waits_too()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new ImmediateTimeProvider() }
            .AddChaosLatency(ChaosRig.Latency(_second * 3)).Build();

        pipeline.Execute(static _ => 42, _rig.Bench.Caller).Should().Be(42);
    }
}
