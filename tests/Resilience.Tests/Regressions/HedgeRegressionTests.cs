using Resilience.Hedging;

namespace Resilience.Regressions;

/// <summary>Hedges that waited for those who lost, came one after the other, or doubled the load at the start (Polly, 7 and 18; peers, e).</summary>
public sealed class HedgeRegressionTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Attempts _attempts = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _attempts.Dispose();

    [Fact] // 7
    public async Task No_answer_waits_for_the_attempts_that_lost()
    {
        _attempts[1].IgnoresToken = true;
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.None });
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        await _attempts[2].Begun;

        _attempts[2].Succeed();

        (await call.WaitAsync(_patience, Token)).Should().Be("attempt 2");
        _attempts[1].Succeed();
    }

    [Fact] // 18
    public async Task No_synchronous_call_has_its_attempts_one_after_the_other()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.None });
        Task<string> call = Task.Run(() => pipeline.Execute(_attempts.Call, _attempts.Caller), Token);

        await Task.WhenAll(_attempts[1].Begun, _attempts[2].Begun).WaitAsync(_patience, Token);
        _attempts[1].Succeed();

        (await call.WaitAsync(_patience, Token)).Should().Be("attempt 1");
    }

    [Fact] // e
    public async Task No_load_is_doubled_before_a_quantile_knows_anything()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.Quantile(warmUp: 50, timeProvider: _attempts.Clock) });

        for (int i = 1; i <= 50; i++)
        {
            Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
            await _attempts[i].Begun;
            _attempts.Clock.Advance(TimeSpan.FromSeconds(1));
            _attempts[i].Succeed();
            await call;
        }

        _attempts.Started.Should().Be(50);
    }

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }.AddHedging(options).Build();
}
