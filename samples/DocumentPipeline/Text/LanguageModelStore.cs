using System.Text.Json;
using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>The folder of language models, and the shipped one from which they are installed.</summary>
internal static class LanguageModelStore
{
    private static readonly string[] _files = ["english.json", "spanish.json"];

    /// <summary>The shipped models, beside the program.</summary>
    public static string ShippedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Reads the models that a context asks for.</summary>
    /// <exception cref="ModelMissingException">A model is missing or damaged.</exception>
    public static Task<LanguageModels> LoadAsync(DocumentContext context, CancellationToken cancellationToken) =>
        LoadAsync(context.Settings.ModelFolder ?? ShippedFolder, cancellationToken);

    /// <summary>Reads the models in a folder.</summary>
    /// <exception cref="ModelMissingException">A model is missing or damaged.</exception>
    public static async Task<LanguageModels> LoadAsync(string folder, CancellationToken cancellationToken) =>
        new(
            await LoadAsync(folder, _files[0], Language.English, cancellationToken),
            await LoadAsync(folder, _files[1], Language.Spanish, cancellationToken));

    /// <summary>Whether every model is in the folder; what is in the files is not looked at.</summary>
    public static bool IsInstalled(string folder) => _files.All(file => File.Exists(Path.Combine(folder, file)));

    /// <summary>Puts the shipped models into a folder: here it is a copy, elsewhere it would be a download. May be repeated.</summary>
    public static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in _files)
        {
            byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(ShippedFolder, file), cancellationToken);
            string target = Path.Combine(folder, file);
            string draft = target + ".draft";
            await File.WriteAllBytesAsync(draft, bytes, cancellationToken);
            File.Move(draft, target, overwrite: true);
        }
    }

    private static async Task<LanguageModel> LoadAsync(
        string folder, string file, Language language, CancellationToken cancellationToken)
    {
        try
        {
            byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(folder, file), cancellationToken);
            LanguageModel? model = JsonSerializer.Deserialize(bytes, LanguageModelJson.Default.LanguageModel);
            return model?.Language == language && model.Cues.All(IsSound)
                ? model
                : throw new ModelMissingException($"The language model '{file}' is not one of {language}, or damaged.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelMissingException($"The language model '{file}' is missing.", exception);
        }
        catch (JsonException exception)
        {
            throw new ModelMissingException($"The language model '{file}' is damaged.", exception);
        }
    }

    private static bool IsSound(CausalCue cue) =>
        cue.Text.Length > 0 && cue.Confidence is >= 0 and <= 1 && cue.Keep >= 0 && cue.Keep < cue.Text.Split(' ').Length;
}
