using System.Collections.Frozen;

namespace Resilience.Risks;

/// <summary>The mitigations that every registry has, and what is done about risks that name none.</summary>
internal static class BuiltInMitigations<TContext>
{
    private static readonly FrozenDictionary<string, RegisteredMitigation<TContext>> _all = Make();

    public static IEnumerable<string> Names => _all.Keys;

    /// <summary>By severity, the lowest first.</summary>
    public static IReadOnlyList<string> BySeverity { get; } =
        [MitigationNames.LogAndContinue, MitigationNames.Retry, MitigationNames.Retry, MitigationNames.Abort];

    public static RegisteredMitigation<TContext>? Find(string name) => _all.GetValueOrDefault(name);

    private static FrozenDictionary<string, RegisteredMitigation<TContext>> Make()
    {
        RegisteredMitigation<TContext>[] all =
        [
            Of(MitigationNames.Retry, static _ => MitigationResult.Retry<TContext>()),
            Of(MitigationNames.Skip, static it => MitigationResult.Skip<TContext>($"the stage failed with {it.Failure.Code}")),
            Of(MitigationNames.LogAndContinue, LogAndContinue),
            Of(MitigationNames.Fail, static _ => MitigationResult.Fail<TContext>()),
            Of(MitigationNames.Abort, static it => MitigationResult.Abort<TContext>($"the stage failed with {it.Failure.Code}")),
        ];
        return all.ToFrozenDictionary(static it => it.Name, StringComparer.Ordinal);
    }

    private static RegisteredMitigation<TContext> Of(
        string name, Func<MitigationArguments<TContext>, MitigationResult<TContext>> mitigation) =>
        new(name, (arguments, _) => new(mitigation(arguments)), Timeout: null);

    private static MitigationResult<TContext> LogAndContinue(MitigationArguments<TContext> it)
    {
        RiskLog.Continued(it.Stage.Logger, it.Stage.Stage, it.Stage.Run, it.Failure.Code, it.Risk?.Id);
        return MitigationResult.Continue(it.Context, $"the stage failed with {it.Failure.Code}");
    }
}
