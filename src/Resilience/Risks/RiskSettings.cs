using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Risks;

/// <summary>The options of a registry, checked and fixed, and the checks of all that is put into it.</summary>
internal sealed class RiskSettings
{
    private const int MostMitigations = 1000;
    private const int LongestHistory = 10_000;

    private static readonly TimeSpan _shortestTimeout = TimeSpan.FromMilliseconds(1);

    public RiskSettings(RiskRegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionErrors.Check("risk registry", errors =>
        {
            errors.NotEmpty(nameof(options.Name), options.Name);
            Defined(errors, nameof(options.CriticalRiskAction), options.CriticalRiskAction);
            errors.Between(nameof(options.ConditionTimeout), options.ConditionTimeout, _shortestTimeout, Require.LongestWait);
            errors.Between(nameof(options.MitigationTimeout), options.MitigationTimeout, _shortestTimeout, Require.LongestWait);
            errors.Between(nameof(options.MaxMitigations), options.MaxMitigations, 0, MostMitigations);
            errors.Between(nameof(options.HistoryLimit), options.HistoryLimit, 0, LongestHistory);
            NameOrNull(errors, nameof(options.UnmatchedMitigation), options.UnmatchedMitigation);
        });
        Name = options.Name;
        AbortsBefore = options.CriticalRiskAction == CriticalRiskAction.Abort;
        MitigateCritical = options.MitigateCritical;
        ConditionTimeout = options.ConditionTimeout;
        MitigationTimeout = options.MitigationTimeout;
        MaxMitigations = options.MaxMitigations;
        UnmatchedMitigation = options.UnmatchedMitigation;
        HistoryLimit = options.HistoryLimit;
        Clock = options.TimeProvider;
    }

    public string Name { get; }

    public bool AbortsBefore { get; }

    public bool MitigateCritical { get; }

    public TimeSpan ConditionTimeout { get; }

    public TimeSpan MitigationTimeout { get; }

    public int MaxMitigations { get; }

    public string? UnmatchedMitigation { get; }

    public int HistoryLimit { get; }

    private TimeProvider? Clock { get; }

    public static void Check<TContext>(RiskDefinition<TContext> risk) => OptionErrors.Check(
        string.IsNullOrWhiteSpace(risk.Id) ? "risk" : $"risk '{risk.Id}'",
        errors =>
        {
            errors.NotEmpty(nameof(risk.Id), risk.Id);
            errors.NotEmpty(nameof(risk.Name), risk.Name);
            errors.Required(nameof(risk.Description), risk.Description);
            Defined(errors, nameof(risk.Category), risk.Category);
            Defined(errors, nameof(risk.Severity), risk.Severity);
            if (risk.Stages.Count == 0 || risk.Stages.Any(string.IsNullOrWhiteSpace))
                errors.Add(nameof(risk.Stages), "without a name", $"the names of stages, or '{RiskDefinitionBase.AllStages}'");
            if (risk.Failures.Any(static match => match is null))
                errors.Add(nameof(risk.Failures), "a list with a null", "a list of matches");
            NameOrNull(errors, nameof(risk.Mitigation), risk.Mitigation);
            errors.Between(nameof(risk.MaxMitigations), risk.MaxMitigations, 0, MostMitigations);
            errors.Between(nameof(risk.ConditionTimeout), risk.ConditionTimeout, _shortestTimeout, Require.LongestWait);
            if (risk.ConditionAsync is not null)
                errors.NotSupported(nameof(risk.Condition), risk.Condition, $"a risk with a {nameof(risk.ConditionAsync)}");
        },
        nameof(risk));

    public static void CheckMitigation(string name, TimeSpan? timeout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (timeout is { } limit)
            Require.Between(limit, _shortestTimeout, Require.LongestWait, nameof(timeout));
    }

    public TimeProvider ClockOf(StageContext stage) => Clock ?? stage.TimeProvider;

    private static void Defined<T>(OptionErrors errors, string option, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            errors.Add(option, value.ToString(), $"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    private static void NameOrNull(OptionErrors errors, string option, string? name)
    {
        if (name is not null)
            errors.NotEmpty(option, name);
    }
}
