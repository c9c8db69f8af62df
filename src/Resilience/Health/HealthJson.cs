using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Resilience.Health;

/// <summary>Writes the short form of a snapshot.</summary>
internal static class HealthJson
{
    public static string Write(HealthSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("overall_status", HealthWords.Of(snapshot.State));
            json.WriteStartObject("checks");
            foreach (HealthProbeSnapshot probe in snapshot.Probes)
                Write(json, probe);
            json.WriteEndObject();
            json.WriteStartObject("summary");
            json.WriteNumber("total_checks", snapshot.Probes.Count);
            json.WriteNumber("healthy_checks", snapshot.Count(HealthState.Healthy));
            json.WriteNumber("degraded_checks", snapshot.Count(HealthState.Degraded));
            json.WriteNumber("unhealthy_checks", snapshot.Count(HealthState.Unhealthy));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, HealthProbeSnapshot probe)
    {
        json.WriteStartObject(probe.Name);
        json.WriteString("status", HealthWords.Of(probe.State));
        if (probe.LastCheck is { } last)
            json.WriteNumber("last_check", last.ToUnixTimeSeconds());
        else
            json.WriteNull("last_check");
        json.WriteEndObject();
    }
}
