using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration;

// What there is beside operations. Fan-out groups follow the configuration; the rest is read when the application starts.
internal sealed partial class LiveConfiguration
{
    private readonly ConcurrentDictionary<string, FanOutOptions> _fanOutsOfCode = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _fixed = new Dictionary<string, string>();

    /// <summary>What the configuration says now; null if there has been no good one.</summary>
    public ConditionSettings? Condition
    {
        get
        {
            EnsureStarted();
            return Volatile.Read(ref _current)?.Condition;
        }
    }

    private void StartCondition(ResilienceOptions parts)
    {
        foreach (string name in parts.FanOuts.Names)
        {
            parts.FanOuts.Add(name, options =>
            {
                _fanOutsOfCode[name] = options.Copy();
                _current?.Condition.FanOuts.GetValueOrDefault(name)?.Apply(options);
            });
        }

        foreach (string name in parts.OrchestratorChanges.Names)
            parts.OrchestratorChanges.Add(name, settings => _current?.Condition.Orchestrators.GetValueOrDefault(name)?.Apply(settings));
        foreach (string name in parts.Failovers.Names)
            parts.Failovers.Add(name, options => _current?.Condition.Failovers.GetValueOrDefault(name)?.Apply(options));
        foreach (string name in parts.LoadBalancers.Names)
            parts.LoadBalancers.Add(name, options => _current?.Condition.LoadBalancers.GetValueOrDefault(name)?.Apply(options));
    }

    private void CheckCondition(ConditionSettings condition, List<string> errors)
    {
        CheckNames("orchestrator", condition.Orchestrators, _parts!.OrchestratorChanges.Names, errors);
        CheckNames("fan-out group", condition.FanOuts, _parts.FanOuts.Names, errors);
        CheckNames("failover chain", condition.Failovers, _parts.Failovers.Names, errors);
        CheckNames("load balancer", condition.LoadBalancers, _parts.LoadBalancers.Names, errors);
        foreach ((string name, PartSettings<FanOutOptions> settings) in condition.FanOuts)
            Try(settings.Path, errors, () => _ = new FanOutGroup<int, int>(name, [_nobody], With(name, settings)));
        foreach ((string name, PartSettings<FailoverOptions> settings) in condition.Failovers)
            Try(settings.Path, errors, () => _ = new FailoverChain<int, int>(name, [_nobody], With(new FailoverOptions(), settings)));
        foreach ((string name, PartSettings<LoadBalancerOptions> settings) in condition.LoadBalancers)
            Try(settings.Path, errors, () => _ = new LoadBalancer<int, int>(name, [_nobody], With(new LoadBalancerOptions(), settings)));
    }

    /// <summary>What has changed since the application has started, and is not looked at before it starts again.</summary>
    private IEnumerable<string> NotAppliedBefore(ConditionSettings condition)
    {
        IReadOnlyDictionary<string, string> now = condition.Fixed();
        return _fixed.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(path => _fixed.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(static path => $"{path}: it has changed, and is read again when the application starts.");
    }

    private void ApplyFanOuts(ConditionSettings condition)
    {
        foreach (IFanOutGroup group in provider.GetServices<IFanOutGroup>())
        {
            if (_fanOutsOfCode.ContainsKey(group.Name))
                group.Options = With(group.Name, condition.FanOuts.GetValueOrDefault(group.Name));
        }
    }

    private FanOutOptions With(string name, PartSettings<FanOutOptions>? settings) =>
        With(_fanOutsOfCode.TryGetValue(name, out FanOutOptions? code) ? code.Copy() : new(), settings);

    private static T With<T>(T options, PartSettings<T>? settings)
        where T : class
    {
        settings?.Apply(options);
        return options;
    }

    private static readonly Dependency<int, int> _nobody = new("nobody", static (_, _) => new ValueTask<int>(0));

    private static void CheckNames<T>(
        string kind, Dictionary<string, PartSettings<T>> settings, IReadOnlyCollection<string> known, List<string> errors)
        where T : class
    {
        foreach ((string name, PartSettings<T> part) in settings)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                errors.Add($"{part.Path}: there is no {kind} '{name}'{Nearest.Hint(name, [.. known])}");
        }
    }
}
