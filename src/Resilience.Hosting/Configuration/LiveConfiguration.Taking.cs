using System.Collections.Concurrent;
using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration;

// How another configuration comes into force: as a whole, or not at all.
internal sealed partial class LiveConfiguration
{
    private readonly ConcurrentQueue<string> _toCheck = new();

    /// <param name="steer">
    /// Makes the overlay from that which there is; it is kept if all is well. Who steers is told what is wrong, and the status stays as it
    /// is. If null, the overlay stays.
    /// </param>
    private (ResilienceConfigurationStatus Status, IReadOnlyList<string> Errors) Take(
        Func<SettingsTree?, SettingsTree, SettingsTree?>? steer = null)
    {
        ResilienceConfigurationStatus status;
        ReadContext context = NewContext();
        lock (_turn)
        {
            SettingsModel before = _current!;
            SettingsTree tree = Compose(context.Errors, out List<string> notApplied);
            bool hasSettings = !tree.IsLeaf;
            SettingsTree? overlay = steer is null ? _overlay : steer(_overlay, tree);
            if (overlay is not null)
                tree.Overlay(overlay);
            SettingsModel model = SettingsModel.Read(tree, context, PresetOfCode, _pool);
            notApplied.AddRange(NotAppliedBefore(model.Condition));
            if (_hasSettings && !hasSettings)
                context.Error(tree.Path, "the section is gone. To take everything in it back, leave 'Enabled: true' in it.");
            bool isChanged = model.Fingerprint != before.Fingerprint;
            if (context.Errors.Count == 0 && isChanged)
                Apply(model, context.Errors);
            if (context.Errors.Count == 0)
                (_overlay, _hasSettings) = (overlay, hasSettings);
            _pool.KeepOnly(_current!.ComponentKeys);
            if (steer is not null && context.Errors.Count > 0)
                return (_status, context.Errors);
            if (!_status.NotApplied.SequenceEqual(notApplied))
                LogNotApplied(notApplied);
            status = StatusOf(context.Errors, isChanged) with { NotApplied = notApplied };
            Volatile.Write(ref _status, status);
        }

        Settle();
        Log(status);
        Tell(status);
        return (status, context.Errors);
    }

    private ResilienceConfigurationStatus StatusOf(List<string> errors, bool isChanged) => _status with
    {
        Version = _status.Version + (errors.Count == 0 && isChanged ? 1 : 0),
        Errors = errors,
        SeenAt = _clock.GetUtcNow(),
        HasOverlay = _overlay is not null,
        Operations = [.. _current!.Names.Order(StringComparer.Ordinal)],
    };

    private void Apply(SettingsModel model, List<string> errors)
    {
        var changes = new Dictionary<string, AppliedDefinition>(StringComparer.Ordinal);
        foreach (ResilienceOperation operation in _registry?.Operations ?? [])
        {
            Try(model.PathOf(operation.Name), errors, () =>
            {
                if (AddChange(model, operation, changes) is { } change)
                    Build(operation.Name, model.ForTrial(operation.Name, change.Definition));
            });
        }

        CheckPresets(model, errors);
        CheckOthers(model, errors);
        CheckCondition(model.Condition, errors);
        if (errors.Count > 0)
            return;
        Try("", errors, () => Publish(changes));
        if (errors.Count > 0)
            return;
        Volatile.Write(ref _current, model);
        Try("", errors, () => ApplyFanOuts(model.Condition));
        foreach (ResilienceOperation operation in _registry?.Operations ?? [])
            _toCheck.Enqueue(operation.Name);
    }

    /// <summary>Finds what an operation is to be, if that is not what it is.</summary>
    private AppliedDefinition? AddChange(
        SettingsModel model, ResilienceOperation operation, Dictionary<string, AppliedDefinition> changes)
    {
        AppliedDefinition? applied = _applied.GetValueOrDefault(operation.Name);
        OperationDefinition now = operation.Definition;
        OperationDefinition? original = applied?.Definition != now ? now : applied.Original;
        ResolvedDefinition resolved = model.Resolve(operation.Name, original ?? CodeOf(operation.Name));
        return resolved.Fingerprint == (applied?.Fingerprint ?? "")
            ? null
            : changes[operation.Name] = new(resolved.Fingerprint, resolved.Definition ?? original ?? _default, original);
    }

    private void Publish(Dictionary<string, AppliedDefinition> changes)
    {
        _registry?.ReplaceAll(changes.ToDictionary(
            static change => change.Key, static change => change.Value.Definition, StringComparer.Ordinal));
        foreach ((string name, AppliedDefinition applied) in changes)
            _applied[name] = applied;
    }

    /// <summary>Brings operations that were made meanwhile up to date. Whoever holds the turn does it when he has finished.</summary>
    private void Settle()
    {
        while (!_toCheck.IsEmpty && _turn.TryEnter())
        {
            try
            {
                while (_toCheck.TryDequeue(out string? name))
                    Check(name);
            }
            finally
            {
                _turn.Exit();
            }
        }
    }

    private void Check(string name)
    {
        if (_current is not { } model || _registry is null || !_registry.TryGet(name, out ResilienceOperation? operation))
            return;
        var changes = new Dictionary<string, AppliedDefinition>(StringComparer.Ordinal);
        var errors = new List<string>();
        Try(model.PathOf(name), errors, () =>
        {
            AddChange(model, operation, changes);
            Publish(changes);
        });
        if (errors.Count > 0 && _logger is not null)
            HostingLog.ConfigurationRefused(_logger, string.Join(Environment.NewLine, errors));
    }

    private void LogNotApplied(List<string> notApplied)
    {
        if (_logger is not null && notApplied.Count > 0)
            HostingLog.ConfigurationNotApplied(_logger, string.Join(Environment.NewLine, notApplied));
    }

    private void Log(ResilienceConfigurationStatus status)
    {
        if (_logger is null)
            return;
        if (status.IsCurrent)
            HostingLog.ConfigurationTaken(_logger, status.Version, status.Operations.Count);
        else
            HostingLog.ConfigurationRefused(_logger, string.Join(Environment.NewLine, status.Errors));
    }
}
