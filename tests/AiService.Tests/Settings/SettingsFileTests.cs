using System.Text.Json.Nodes;

namespace AiService.Settings;

public sealed class SettingsFileTests
{
    private static readonly string _shipped = Path.Combine(AppContext.BaseDirectory, SettingsFile.Name);

    [Fact]
    public void The_copy_is_changed_and_restored_and_the_original_stays()
    {
        string original = File.ReadAllText(_shipped);
        using var file = SettingsFile.CopyOf(_shipped);
        string copied = File.ReadAllText(file.FullName);

        file.Write(static settings => settings["Operations"]!["ai_embed"]!["Preset"] = "Http");
        JsonNode changed = JsonNode.Parse(File.ReadAllText(file.FullName))!;
        file.Restore();

        copied.Should().Be(original);
        changed["Resilience"]!["Operations"]!["ai_embed"]!["Preset"]!.GetValue<string>().Should().Be("Http");
        changed["Resilience"]!["Presets"]!["Chat"]!["BasedOn"]!.GetValue<string>().Should().Be("Llm");
        File.ReadAllText(file.FullName).Should().Be(original);
        File.ReadAllText(_shipped).Should().Be(original);
    }

    [Fact]
    public void Each_change_begins_with_the_original()
    {
        using var file = SettingsFile.CopyOf(_shipped);

        file.Write(static settings => settings["First"] = true);
        file.Write(static settings => settings["Second"] = true);

        File.ReadAllText(file.FullName).Should().Contain("Second").And.NotContain("First");
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        var file = SettingsFile.CopyOf(_shipped);
        Directory.GetFiles(file.Folder).Should().Equal(file.FullName);

        file.Dispose();

        Directory.Exists(file.Folder).Should().BeFalse();
    }
}
