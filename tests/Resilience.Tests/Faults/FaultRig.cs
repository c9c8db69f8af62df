using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Resilience.Pipelines;

namespace Resilience.Faults;

/// <summary>A pipeline with everything in it that calls users' code, and a callback that leads to one such place.</summary>
internal sealed class FaultRig : IDisposable
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<ExecutionFrame> _frames = [];
    private readonly FakeTimeProvider _clock = new();
    private readonly FaultyServices _services;
    private readonly Bulkhead _bulkhead;
    private readonly Site _site;
    private int _attempts;

    public FaultRig(Site site, Fault fault)
    {
        _site = site;
        Injector = new FaultInjector(site, fault);
        _services = new FaultyServices(Injector);
        _bulkhead = Bulkhead();
        Pipeline = Build();
        Injector.Reenter = () => Pipeline.Execute(static _ => new Payload(isBad: false), CancellationToken.None);
    }

    public FaultInjector Injector { get; }

    public ResiliencePipeline<Payload> Pipeline { get; }

    /// <summary>What the callback throws where the site needs a failure.</summary>
    public IOException Original { get; } = new("the callback's own");

    private bool IsFallback => _site is Site.FallbackAction or Site.FallbackHandleResult or Site.OnFallback;

    /// <summary>Frames that were not given back.</summary>
    public int LostFrames => _frames.Distinct().Count(static frame => frame.IsRented);

    public int SeenFrames => _frames.Count;

    /// <summary>Permits that were not given back.</summary>
    public int LostPermits => _bulkhead.Snapshot().InFlight - (_site == Site.BulkheadPriority ? 1 : 0);

    /// <summary>Does what leads to the site: mostly, the first attempt fails and the second succeeds.</summary>
    public async ValueTask<Payload> CallbackAsync(CancellationToken token)
    {
        int attempt = ++_attempts;
        Injector.At(Site.Callback);
        await Injector.AtAsync(Site.AsynchronousCallback);
        switch (_site)
        {
            case Site.Callback or Site.AsynchronousCallback or Site.StrategySuccess:
                return new(isBad: false);
            case Site.OnTimeout when attempt == 1:
                _clock.Advance(_second);
                throw new OperationCanceledException(token);
            case Site.StrategyCancelled:
                Injector.CancelCaller();
                throw new OperationCanceledException(token);
            case Site.HedgingDelayGenerator when attempt == 1:
                // Nobody asks how long to wait for an attempt that has ended.
                await Task.Yield();
                throw Original;
            case Site.HandleResult or Site.ClassifyResult or Site.ResultDispose or Site.CircuitHandleResult or Site.HedgingHandleResult
                when attempt == 1:
            case Site.FallbackHandleResult:
                return new(isBad: true, () => Injector.At(Site.ResultDispose));
            case Site.FallbackAction or Site.OnFallback:
                throw Original;
            case Site.LimitAlgorithm or Site.OnLimitChange when attempt == 2:
                _clock.Advance(_second / 2);
                return new(isBad: false);
            default:
                return attempt == 1 ? throw Original : new(isBad: false);
        }
    }

    public void Dispose()
    {
        Injector.Dispose();
        _services.Dispose();
    }

    private ResiliencePipeline<Payload> Build()
    {
        var builder = new ResiliencePipelineBuilder<Payload>
        {
            Name = "faulty",
            TimeProvider = _clock,
            Classifier = _services,
            LoggerFactory = _services,
            ClassifyResult = payload => Passes(Site.ClassifyResult) && payload.IsBad && _site == Site.ClassifyResult
                ? new Failure(FailureCause.Data, FailureDisposition.Transient) : null,
        };
        builder.Listeners.Add(_services);
        if (IsFallback)
            builder.AddFallback(Fallback());
        builder
            .AddTimeout(TimeSpan.FromHours(1))
            .AddRetry(Retry())
            .Use(MiddlewareAsync)
            .AddBulkhead(_bulkhead)
            .AddStrategy(() => new FaultyStrategy(Injector, _site, _frames))
            .AddTimeout(new TimeoutOptions
            {
                TimeoutGenerator = _ => Passes(Site.TimeoutGenerator) ? _second : default,
                OnTimeout = _ => Injector.AtAsync(Site.OnTimeout),
            });
        FaultyChaos.Add(builder, _site, Injector);
        FaultyCircuit.Add(builder, _site, Injector);
        if (_site is Site.LimitDrops or Site.LimitAlgorithm or Site.OnLimitChange)
            builder.AddBulkhead(new BulkheadOptions { Adaptive = new FaultyLimitOptions(Injector) });
        if (_site is Site.RateLimitWeight)
            builder.AddTokenBucket(new TokenBucketOptions { Weight = _ => Passes(Site.RateLimitWeight) ? 1 : 0 });
        if (FaultyHedging.Has(_site))
            FaultyHedging.Add(builder, Injector, _frames);
        return builder.Build();
    }

    private FallbackOptions<Payload> Fallback() => new()
    {
        Action = async (_, _) =>
        {
            await Injector.AtAsync(Site.FallbackAction);
            return new(isBad: false);
        },
        HandleResult = payload => Passes(Site.FallbackHandleResult) && payload.IsBad,
        OnFallback = _ => Injector.AtAsync(Site.OnFallback),
    };

    // For its own site it is full, so that it asks, and in shadow mode, so that it lets calls through all the same.
    private Bulkhead Bulkhead()
    {
        var bulkhead = new Bulkhead(new()
        {
            PermitLimit = _site == Site.BulkheadPriority ? 1 : 100,
            ShadowMode = _site == Site.BulkheadPriority,
            Priority = _ => Passes(Site.BulkheadPriority) ? BulkheadPriority.High : default,
        });
        if (_site == Site.BulkheadPriority)
            bulkhead.TryEnter(out _);
        return bulkhead;
    }

    private RetryOptions<Payload> Retry() => new()
    {
        Handle = FailureFilter.When(failure => Passes(Site.HandlePredicate) && FailureFilter.Transient.Matches(failure)),
        HandleResult = payload => Passes(Site.HandleResult) && payload.IsBad && !IsFallback,
        Backoff = Backoff.None,
        DelayGenerator = _ => Passes(Site.DelayGenerator) ? TimeSpan.Zero : null,
        Randomizer = () => Passes(Site.Randomizer) ? 0.5 : 0,
        OnRetry = _ => Injector.AtAsync(Site.OnRetry),
    };

    private async ValueTask<Outcome<Payload>> MiddlewareAsync(ResilienceNext<Payload> next, CancellationToken token)
    {
        await Injector.AtAsync(Site.MiddlewareBefore);
        Outcome<Payload> outcome = await next.InvokeAsync(token);
        await Injector.AtAsync(Site.MiddlewareAfter);
        return outcome;
    }

    private bool Passes(Site site)
    {
        Injector.At(site);
        return true;
    }
}
