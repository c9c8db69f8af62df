using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration;

// What is done before there is a registry, and what a registry asks.
internal sealed partial class LiveConfiguration
{
    /// <summary>What is wrong with the first configuration.</summary>
    public IReadOnlyList<string> StartErrors => _current is null ? _status.Errors : [];

    /// <summary>Reads the first configuration, and has the operations in it known by their names.</summary>
    public void Start(ResilienceOptions parts)
    {
        lock (_turn)
        {
            _parts = parts;
            if (_current is null)
                ReadFirst();
            IReadOnlyList<string> known = parts.Operations.Names;
            foreach (string name in _current?.Names.Except(known, StringComparer.OrdinalIgnoreCase) ?? [])
                parts.Operations.Set(name, static (_, definition) => definition ?? ResiliencePreset.Balanced);
            StartCondition(parts);
        }
    }

    public void UseRegistryOptions(ResilienceRegistryOptions options)
    {
        _clock = options.TimeProvider ?? TimeProvider.System;
        _default = options.DefaultDefinition ?? ResiliencePreset.Balanced;
        _code = options.DefinitionOf;
        options.DefinitionOf = Define;
    }

    public IResilienceRegistry Attach(IResilienceRegistry registry)
    {
        _registry = registry;
        registry.Subscribe(change =>
        {
            if (change is { Kind: RegistryChangeKind.Added, Item: RegistryItem.Operation })
            {
                _toCheck.Enqueue(change.Name);
                Settle();
            }
        });
        return registry;
    }

    private OperationDefinition? Define(string name)
    {
        OperationDefinition? code = CodeOf(name);
        if (Volatile.Read(ref _current) is not { } model || (code is null && !model.Contains(name)))
            return code;
        ResolvedDefinition resolved = model.Resolve(name, code);
        if (resolved.Definition is { } definition)
            _applied[name] = new(resolved.Fingerprint, definition, null);
        return resolved.Definition;
    }

    // Under a name that only the settings have there is a placeholder, which says nothing.
    private OperationDefinition? CodeOf(string name) => _code?.Invoke(name);

    private void ReadFirst()
    {
        ReadContext context = NewContext();
        SettingsTree tree = Compose(context.Errors, out List<string> notApplied);
        SettingsModel model = SettingsModel.Read(tree, context, PresetOfCode, _pool);
        if (context.Errors.Count == 0)
            CheckPresets(model, context.Errors);
        if (context.Errors.Count == 0)
            CheckCondition(model.Condition, context.Errors);
        bool isGood = context.Errors.Count == 0;
        Volatile.Write(ref _status, new()
        {
            Version = isGood ? 1 : 0,
            Errors = context.Errors,
            NotApplied = notApplied,
            SeenAt = _clock.GetUtcNow(),
            Operations = isGood ? [.. model.Names.Order(StringComparer.Ordinal)] : [],
        });
        if (!isGood)
            return;
        LogNotApplied(notApplied);
        _hasSettings = !tree.IsLeaf;
        _fixed = model.Condition.Fixed();
        Volatile.Write(ref _current, model);
        Watch();
    }
}
