namespace Resilience.AotSmoke;

/// <summary>Circuit breakers on a clock that is moved by hand, through every state.</summary>
internal static class CircuitScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("circuit breaker");
        var clock = new HandClock();
        var breaker = new CircuitBreaker(
            new()
            {
                Name = "circuit",
                FailureRatio = 0.5,
                MinimumCalls = 2,
                SlowCallThreshold = TimeSpan.FromSeconds(2),
                SuccessesToClose = 2,
                RampDuration = TimeSpan.FromSeconds(10),
                Randomizer = static () => 0.5,
                BreakDurationGenerator = static arguments => arguments.Reopens > 0 ? TimeSpan.FromSeconds(50) : null,
            },
            clock);
        using IDisposable subscription = breaker.Subscribe(static transition => Stage.Say("transition", transition));
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { Name = "circuit" }
            .AddCircuitBreaker(breaker, static answer => answer.Length == 0).Build();
        Stage.Say("pipeline", pipeline);

        Stage.Say("success", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Say("judged", await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<string>("")));
        Stage.Say("open", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Try("open, synchronous", () => pipeline.Execute(static _ => "never"));
        clock.Now += TimeSpan.FromSeconds(30);
        Stage.Say("failed probe", await pipeline.ExecuteOutcomeAsync(new Service(1).AnswerAsync));
        clock.Now += TimeSpan.FromSeconds(50);
        Stage.Say("probe", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Say("second probe", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Say("ramp, at once", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        clock.Now += TimeSpan.FromSeconds(6);
        Stage.Say("ramp, later", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Steer(breaker, clock);
        Alone(breaker, clock);

        ResiliencePipeline older = new ResiliencePipelineBuilder { Name = "older" }
            .AddCircuitBreaker(1, TimeSpan.FromMinutes(1), 2, TimeSpan.FromSeconds(10)).Build();
        Stage.Say("pipeline", older);
        Stage.Try("options", static () => new CircuitBreaker(new() { Probes = 0 }));
    }

    private static void Steer(CircuitBreaker breaker, HandClock clock)
    {
        Task closed;
        using (breaker.Isolate("deployment"))
        {
            Stage.Say("held", breaker.TryEnter(out _, out Rejection? rejection, out _) ? "entered" : rejection);
            closed = breaker.WaitForCloseAsync();
            breaker.Disable();
        }

        Stage.Say("disabled", breaker.State);
        breaker.UseMetricsOnly();
        breaker.Enable();
        clock.Now += TimeSpan.FromSeconds(1);
        Stage.Say("closed", closed.IsCompletedSuccessfully || closed.Wait(TimeSpan.FromMinutes(1)));
    }

    private static void Alone(CircuitBreaker breaker, HandClock clock)
    {
        breaker.TryEnter(out CircuitPermit first);
        breaker.TryEnter(out CircuitPermit second);
        clock.Now += TimeSpan.FromSeconds(3);
        Stage.Say("running slowly", breaker.Snapshot().RunningSlowCalls);
        breaker.ShadowMode = true;
        Stage.Say("shadow", breaker.TryEnter(out _));
        first.Succeed();
        second.Dispose();

        CircuitBreakerSnapshot snapshot = breaker.Snapshot();
        Stage.Say(
            "counts",
            $"{snapshot.State}, {snapshot.Calls} calls, {snapshot.RejectedOpen} refused, {snapshot.RejectedIsolated} while held, "
            + $"{snapshot.WouldHaveRejected} let be, {snapshot.History.Count} transitions");
    }
}
