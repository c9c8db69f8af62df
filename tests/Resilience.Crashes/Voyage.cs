namespace Resilience.Crashes;

/// <summary>The context of the nine stages: a list that a stage may change in place, and some kilobytes that make records of a size.</summary>
internal sealed class Voyage
{
    public List<string> Steps { get; set; } = [];

    /// <summary>What the mitigation of a stage has put in.</summary>
    public string? Mended { get; set; }

    public string Ballast { get; set; } = "";

    /// <summary>What every run begins with.</summary>
    public static Voyage Start() => new() { Ballast = Convert.ToBase64String(Records.Content("ballast")[..4000]) };

    public override string ToString() => string.Join('|', Steps);
}
