using Resilience.Hosting.Configuration.Model;

namespace Resilience.Hosting.Configuration;

// What no operation uses yet is built in a registry of its own, so that what is wrong with it is known before anything has changed.
internal sealed partial class LiveConfiguration
{
    private void CheckPresets(SettingsModel model, List<string> errors)
    {
        foreach (string name in model.PresetNames)
            Try(model.PresetPathOf(name), errors, () => Build(name, model.Preset(name)));
    }

    private void CheckOthers(SettingsModel model, List<string> errors)
    {
        foreach (string name in model.Names)
        {
            if (_registry?.TryGet(name, out _) != true)
                Try(model.PathOf(name), errors, () => Build(name, Trial(model, name)));
        }
    }

    private OperationDefinition Trial(SettingsModel model, string name) =>
        model.ForTrial(name, model.Resolve(name, CodeOf(name)).Definition ?? _default);

    // Nothing that a definition owns is disposed of here: the registry of the application may have it, too.
    private void Build(string name, OperationDefinition definition) =>
        new ResilienceRegistry(new() { TimeProvider = _clock }).GetOrAdd(name, _ => definition);

    private static void Try(string path, List<string> errors, Action action)
    {
        try
        {
            action();
        }
        catch (InvalidPipelineException error)
        {
            errors.AddRange(error.Errors.Select(text => Prefixed(path, text)));
        }
        catch (Exception error)
        {
            errors.Add(Prefixed(path, error.Message));
        }
    }

    private static string Prefixed(string path, string text) =>
        path.Length == 0 || text.StartsWith(path, StringComparison.Ordinal) ? text : $"{path}: {text}";
}
