using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiService.Settings;

/// <summary>A copy of the settings in a folder of its own, to be edited while the program runs; gone with this object.</summary>
internal sealed class SettingsFile : IDisposable
{
    /// <summary>The name that a host looks for in its content root.</summary>
    public const string Name = "appsettings.json";

    private static readonly JsonDocumentOptions _withComments = new() { CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };
    private readonly string _original;

    private SettingsFile(string original)
    {
        _original = original;
        Folder = Directory.CreateTempSubdirectory("AiService-").FullName;
        Restore();
    }

    public string Folder { get; }

    public string FullName => Path.Combine(Folder, Name);

    public static SettingsFile CopyOf(string file) => new(File.ReadAllText(file));

    /// <summary>Writes what the original says, with changes.</summary>
    /// <param name="change">Changes the section Resilience.</param>
    public void Write(Action<JsonNode> change)
    {
        JsonNode settings = JsonNode.Parse(_original, documentOptions: _withComments)!;
        change(settings["Resilience"]!);
        Put(settings.ToJsonString(_indented));
    }

    /// <summary>Writes the original again.</summary>
    public void Restore() => Put(_original);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Whoever reads while this writes sees the old file or the new one, never half of one.
    private void Put(string text)
    {
        string draft = FullName + ".new";
        File.WriteAllText(draft, text);
        File.Move(draft, FullName, overwrite: true);
    }
}
