using System.Reflection;

namespace Resilience.Failures;

/// <summary>Exceptions that contain themselves, which only reflection or a broken deserializer can make.</summary>
internal static class ExceptionCycle
{
    public static Exception Of(int length)
    {
        var last = new Exception("last");
        Exception first = last;
        for (int i = 1; i < length; i++)
            first = new Exception("link", first);

        FieldInfo field = typeof(Exception).GetField("_innerException", BindingFlags.NonPublic | BindingFlags.Instance)!;
        field.SetValue(last, first);
        return first;
    }
}
